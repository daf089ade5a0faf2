/* The bundle's shell: shows one screen at a time, keeps the reader's place, searches, prints, exports.
   A classic script: a page opened from file:// may neither fetch nor import. What it says to the reader is
   written in the template, in data-… attributes. */
(function () {
  "use strict";

  const bundle = window.COURSE_BUNDLE;
  const prefix = bundle.id + "/";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  const screens = all(".screen");
  const home = document.getElementById("accueil");
  const bundleTitle = document.title;

  /* What is kept, under this bundle's own prefix: another bundle may share the browser's storage. */
  const store = {
    read: (key, otherwise) => {
      try {
        const text = localStorage.getItem(prefix + key);
        return text === null ? otherwise : JSON.parse(text);
      } catch (error) {
        return otherwise;
      }
    },
    write: (key, value) => {
      try {
        localStorage.setItem(prefix + key, JSON.stringify(value));
      } catch (error) {
        /* Storage refused or full: the pages stay readable, only the place is not kept. */
      }
    },
  };

  function idOf(screen) {
    const article = one("article[id]", screen);
    return screen.id || (article && article.id);
  }

  function titleOf(screen) {
    return screen.dataset.title || one(".title", screen).textContent.trim();
  }

  /* Routing: the address after # names an element; its screen is shown, back and forward work by themselves. */
  function target() {
    let id;
    try {
      id = decodeURIComponent(location.hash.slice(1));
    } catch (error) {
      id = "";
    }
    return (id && document.getElementById(id)) || home;
  }

  function show(moveFocus) {
    const element = target();
    const screen = element.closest(".screen") || home;
    screens.forEach((other) => {
      other.hidden = other !== screen;
      other.classList.toggle("current", other === screen);
    });
    document.title = screen === home ? bundleTitle : titleOf(screen) + " – " + bundleTitle;
    markPlace(screen);
    remember(screen);
    progress();
    const whole = !screen.contains(element) || element === screen || element === one("article", screen);
    if (whole) {
      window.scrollTo(0, 0);
    }
    if (moveFocus) {
      const aim = whole ? one(".title", screen) : element;
      if (!aim.matches("a, button, input, [tabindex]")) {
        aim.setAttribute("tabindex", "-1");
      }
      aim.focus({ preventScroll: whole });
    }
    if (!whole) {
      element.scrollIntoView();
    }
  }

  function markPlace(screen) {
    all(".site-nav a").forEach((link) => {
      if (link.getAttribute("href") === "#" + screen.id) {
        link.setAttribute("aria-current", "page");
      } else {
        link.removeAttribute("aria-current");
      }
    });
  }

  /* What comes back from a file may be anything: only a list of pages is one. */
  function pagesRead() {
    const seen = store.read("seen", []);
    return Array.isArray(seen) ? seen : [];
  }

  /* Reading: the last page is where to take up again; a page once shown is a page read. */
  function remember(screen) {
    if (!("page" in screen.dataset)) {
      return;
    }
    const id = idOf(screen);
    const seen = pagesRead();
    if (!seen.includes(id)) {
      store.write("seen", seen.concat(id));
    }
    store.write("place", id);
  }

  function progress() {
    const seen = pagesRead();
    all("[data-reading]").forEach((note) => {
      const pages = all("[data-page]").filter((screen) => screen.dataset.unit === note.dataset.reading);
      const read = pages.filter((screen) => seen.includes(idOf(screen))).length;
      const words = note.dataset;
      const kind = read === 0 ? words.readingNone : read < pages.length ? words.readingSome : words.readingAll;
      note.textContent = kind.replace("{n}", read);
    });
    all(".contents a").forEach((link) => {
      const read = seen.includes(link.getAttribute("href").slice(1));
      link.classList.toggle("read", read);
      one("[data-read]", link.parentElement).hidden = !read;
    });
    resume(document.getElementById(store.read("place", "")));
  }

  function resume(article) {
    const button = one("[data-resume]");
    const screen = article && article.closest(".screen[data-page]");
    if (!button || !screen) {
      return;
    }
    const place = one("[data-resume-place]");
    button.setAttribute("href", "#" + article.id);
    button.textContent = button.dataset.resumeLabel;
    place.textContent = titleOf(screen);
    place.hidden = false;
  }

  /* Search: every word asked for, without accents or case, in the text of the screens. */
  function fold(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/œ/g, "oe").replace(/’/g, "'").toLowerCase();
  }

  let index = null;
  function indexed() {
    index =
      index ||
      all(".screen[data-page], #mots, #parcours").map((screen) => {
        const text = textOf(one("article", screen));
        return { id: idOf(screen), title: titleOf(screen), text: text, folded: fold(text) };
      });
    return index;
  }

  /* What a screen says, without what only serves to move or to answer; blocks are kept apart by a space. */
  function textOf(article) {
    const copy = article.cloneNode(true);
    all(".kicker, .page-bar, .quiz-outcome, .quiz-progress, button, template", copy).forEach((element) => {
      element.remove();
    });
    all("*", copy).forEach((element) => {
      if (!/^(A|B|CODE|EM|I|KBD|SPAN|STRONG|SUB|SUP)$/.test(element.tagName)) {
        element.append(" ");
      }
    });
    return copy.textContent.replace(/\s+/g, " ").trim();
  }

  function excerpt(entry, word) {
    const at = entry.folded.indexOf(word);
    const from = entry.text.lastIndexOf(" ", Math.max(0, at - 60)) + 1;
    const to = entry.text.indexOf(" ", at + 100);
    return (from ? "… " : "") + (to < 0 ? entry.text.slice(from) : entry.text.slice(from, to) + " …");
  }

  function search(asked) {
    const words = fold(asked).split(/\s+/).filter(Boolean);
    const status = one("[data-search-status]");
    const list = one("[data-search-results]");
    list.textContent = "";
    status.textContent = "";
    if (!words.length) {
      return;
    }
    const found = indexed().filter((entry) => words.every((word) => entry.folded.includes(word)));
    found.forEach((entry) => {
      const link = document.createElement("a");
      link.href = "#" + entry.id;
      link.textContent = entry.title;
      const text = document.createElement("p");
      text.textContent = excerpt(entry, words[0]);
      const item = document.createElement("li");
      item.append(link, text);
      list.append(item);
    });
    const said = status.dataset;
    status.textContent =
      found.length === 0 ? said.saidNone : found.length === 1 ? said.saidOne : said.saidSeveral.replace("{n}", found.length);
  }

  /* Printing: the half-day that is open, this screen alone, or everything. Paper cannot be unfolded. */
  function prepare(what) {
    const shown = one(".screen.current");
    const unit = shown.dataset.unit;
    screens.forEach((screen) => {
      const same = screen === shown || (what === "unit" && unit && screen.dataset.unit === unit);
      screen.classList.toggle("printed", what === "all" || Boolean(same));
    });
    document.documentElement.dataset.printing = what;
    all("details:not([open])").forEach((details) => {
      details.open = true;
      details.dataset.unfolded = "";
    });
  }

  function tidy() {
    delete document.documentElement.dataset.printing;
    all("details[data-unfolded]").forEach((details) => {
      details.open = false;
      details.removeAttribute("data-unfolded");
    });
  }

  /* The durable copy of progress: browsers forget, and keep a moved folder's progress out of reach. */
  function save() {
    const kept = {};
    Object.keys(localStorage).forEach((key) => {
      if (key.startsWith(prefix)) {
        kept[key.slice(prefix.length)] = localStorage.getItem(key);
      }
    });
    const file = { format: "course-progress", version: 1, bundle: bundle.id, kept: kept };
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(file, null, 1)], { type: "application/json" }));
    link.download = "progression-" + bundle.id + ".json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000); // Firefox reads it after the click.
  }

  function restore(text) {
    let file;
    try {
      file = JSON.parse(text);
    } catch (error) {
      return "saidUnreadable";
    }
    if (!file || file.format !== "course-progress" || file.version !== 1 || !file.kept || typeof file.kept !== "object") {
      return "saidUnreadable";
    }
    if (file.bundle !== bundle.id) {
      return "saidOther";
    }
    Object.keys(file.kept).forEach((key) => {
      localStorage.setItem(prefix + key, String(file.kept[key]));
    });
    return "saidDone";
  }

  function load(input) {
    const status = one("[data-import-status]");
    input.files[0].text().then((text) => {
      const said = restore(text);
      input.value = "";
      if (said === "saidDone") {
        store.write("imported", true);
        location.reload();
      } else {
        status.textContent = status.dataset[said];
      }
    });
  }

  function start() {
    all("[data-script]").forEach((element) => {
      element.hidden = false;
    });
    all("[data-print]").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => {
        prepare(button.dataset.print);
        window.print();
      });
    });
    one("[data-search]").addEventListener("submit", (event) => {
      event.preventDefault();
    });
    one("[data-search] input").addEventListener("input", (event) => {
      search(event.target.value);
    });
    one("[data-export]").addEventListener("click", save);
    one("[data-import]").addEventListener("change", (event) => {
      load(event.target);
    });
    one(".skip-link").addEventListener("click", (event) => {
      // The address says which screen shows: skipping must not change it.
      event.preventDefault();
      one(".current .title").focus();
    });
    window.addEventListener("hashchange", () => {
      show(true);
    });
    window.addEventListener("beforeprint", () => {
      if (!document.documentElement.dataset.printing) {
        prepare("unit"); // asked of the browser itself
      }
    });
    window.addEventListener("afterprint", tidy);
    document.documentElement.classList.add("one-screen");
    show(false);
    if (store.read("imported", false)) {
      localStorage.removeItem(prefix + "imported");
      const status = one("[data-import-status]");
      status.textContent = status.dataset.saidDone;
    }
  }

  start();
})();
