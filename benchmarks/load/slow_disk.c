/* A slower disk: each fsync and fdatasync takes DELAY_US microseconds more. For LD_PRELOAD. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

static void wait_a_little(void) {
    const char *asked = getenv("DELAY_US");
    long microseconds = asked ? atol(asked) : 0;
    struct timespec delay = {microseconds / 1000000, (microseconds % 1000000) * 1000};
    nanosleep(&delay, NULL);
}

int fsync(int file) {
    wait_a_little();
    return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(file);
}

int fdatasync(int file) {
    wait_a_little();
    return ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(file);
}
