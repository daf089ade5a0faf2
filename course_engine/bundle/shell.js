/* The bundle's shell: shows one screen at a time, keeps the reader's place, searches, prints, exports.
   A classic script: a page opened from file:// may neither fetch nor import. What it says to the reader is
   written in the template, in data-… attributes. */
(function () {
  "use strict";

  var bundle = window.COURSE_BUNDLE;
  var prefix = bundle.id + "/";
  var all = function (selector, root) {
    return Array.prototype.slice.call((root || document).querySelectorAll(selector));
  };
  var one = function (selector, root) {
    return (root || document).querySelector(selector);
  };
  var screens = all(".screen");
  var home = document.getElementById("accueil");
  var bundleTitle = document.title;

  /* What is kept, under this bundle's own prefix: another bundle may share the browser's storage. */
  var store = {
    read: function (key, otherwise) {
      try {
        var text = localStorage.getItem(prefix + key);
        return text === null ? otherwise : JSON.parse(text);
      } catch (error) {
        return otherwise;
      }
    },
    write: function (key, value) {
      try {
        localStorage.setItem(prefix + key, JSON.stringify(value));
      } catch (error) {
        /* Storage refused or full: the pages stay readable, only the place is not kept. */
      }
    },
  };

  function idOf(screen) {
    var article = one("article[id]", screen);
    return screen.id || (article && article.id);
  }

  function titleOf(screen) {
    return screen.dataset.title || one(".title", screen).textContent.trim();
  }

  /* Routing: the address after # names an element; its screen is shown, back and forward work by themselves. */
  function target() {
    var id;
    try {
      id = decodeURIComponent(location.hash.slice(1));
    } catch (error) {
      id = "";
    }
    return (id && document.getElementById(id)) || home;
  }

  function show(moveFocus) {
    var element = target();
    var screen = element.closest(".screen");
    if (!screen) {
      return;
    }
    screens.forEach(function (other) {
      other.hidden = other !== screen;
      other.classList.toggle("current", other === screen);
    });
    document.title = screen === home ? bundleTitle : titleOf(screen) + " – " + bundleTitle;
    markPlace(screen);
    remember(screen);
    progress();
    var whole = element === screen || element === one("article", screen);
    if (whole) {
      window.scrollTo(0, 0);
    }
    if (moveFocus) {
      var aim = whole ? one(".title", screen) : element;
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
    all(".site-nav a").forEach(function (link) {
      if (link.getAttribute("href") === "#" + screen.id) {
        link.setAttribute("aria-current", "page");
      } else {
        link.removeAttribute("aria-current");
      }
    });
  }

  /* Reading: the last page is where to take up again; a page once shown is a page read. */
  function remember(screen) {
    if (!("page" in screen.dataset)) {
      return;
    }
    var id = idOf(screen);
    var seen = store.read("seen", []);
    if (seen.indexOf(id) < 0) {
      store.write("seen", seen.concat(id));
    }
    store.write("place", id);
  }

  function progress() {
    var seen = store.read("seen", []);
    all("[data-progress]").forEach(function (note) {
      var pages = all("[data-page]").filter(function (screen) {
        return screen.dataset.unit === note.dataset.progress;
      });
      var read = pages.filter(function (screen) {
        return seen.indexOf(idOf(screen)) >= 0;
      }).length;
      var words = note.dataset;
      var kind = read === 0 ? words.progressNone : read < pages.length ? words.progressSome : words.progressAll;
      note.textContent = kind.replace("{n}", read);
    });
    all(".contents a").forEach(function (link) {
      link.classList.toggle("read", seen.indexOf(link.getAttribute("href").slice(1)) >= 0);
    });
    resume(document.getElementById(store.read("place", "")));
  }

  function resume(article) {
    var button = one("[data-resume]");
    if (!button || !article) {
      return;
    }
    var place = one("[data-resume-place]");
    button.setAttribute("href", "#" + article.id);
    button.textContent = button.dataset.resumeLabel;
    place.textContent = titleOf(article.closest(".screen"));
    place.hidden = false;
  }

  /* Search: every word asked for, without accents or case, in the text of the screens. */
  function fold(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/œ/g, "oe").replace(/’/g, "'").toLowerCase();
  }

  var index = null;
  function indexed() {
    index =
      index ||
      all(".screen[data-page], #mots, #parcours").map(function (screen) {
        var text = textOf(one("article", screen));
        return { id: idOf(screen), title: titleOf(screen), text: text, folded: fold(text) };
      });
    return index;
  }

  /* What a screen says, without what only serves to move or to answer; blocks are kept apart by a space. */
  function textOf(article) {
    var copy = article.cloneNode(true);
    all(".kicker, .page-bar, .quiz-outcome, .quiz-progress, button, template", copy).forEach(function (element) {
      element.remove();
    });
    all("*", copy).forEach(function (element) {
      if (!/^(A|B|CODE|EM|I|KBD|SPAN|STRONG|SUB|SUP)$/.test(element.tagName)) {
        element.append(" ");
      }
    });
    return copy.textContent.replace(/\s+/g, " ").trim();
  }

  function excerpt(entry, word) {
    var at = entry.folded.indexOf(word);
    var from = entry.text.lastIndexOf(" ", Math.max(0, at - 60)) + 1;
    var to = entry.text.indexOf(" ", at + 100);
    return (from ? "… " : "") + (to < 0 ? entry.text.slice(from) : entry.text.slice(from, to) + " …");
  }

  function search(asked) {
    var words = fold(asked).split(/\s+/).filter(Boolean);
    var status = one("[data-search-status]");
    var list = one("[data-search-results]");
    list.textContent = "";
    status.textContent = "";
    if (!words.length) {
      return;
    }
    var found = indexed().filter(function (entry) {
      return words.every(function (word) {
        return entry.folded.indexOf(word) >= 0;
      });
    });
    found.forEach(function (entry) {
      var link = document.createElement("a");
      link.href = "#" + entry.id;
      link.textContent = entry.title;
      var text = document.createElement("p");
      text.textContent = excerpt(entry, words[0]);
      var item = document.createElement("li");
      item.append(link, text);
      list.append(item);
    });
    var said = status.dataset;
    status.textContent =
      found.length === 0 ? said.saidNone : found.length === 1 ? said.saidOne : said.saidSeveral.replace("{n}", found.length);
  }

  /* Printing: the half-day that is open, this screen alone, or everything. */
  function print(what) {
    var shown = screens.filter(function (screen) {
      return !screen.hidden;
    })[0];
    var unit = shown.dataset.unit;
    screens.forEach(function (screen) {
      var wanted = what === "all" || screen === shown || (what === "unit" && unit && screen.dataset.unit === unit);
      screen.classList.toggle("printed", Boolean(wanted));
    });
    document.documentElement.dataset.printing = what;
    window.print();
  }

  /* Paper cannot be unfolded. */
  function unfold() {
    all("details:not([open])").forEach(function (details) {
      details.open = true;
      details.dataset.unfolded = "";
    });
  }

  /* The durable copy of progress: browsers forget, and keep a moved folder's progress out of reach. */
  function save() {
    var kept = {};
    Object.keys(localStorage).forEach(function (key) {
      if (key.indexOf(prefix) === 0) {
        kept[key.slice(prefix.length)] = localStorage.getItem(key);
      }
    });
    var file = { format: "course-progress", version: 1, bundle: bundle.id, kept: kept };
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(file, null, 1)], { type: "application/json" }));
    link.download = "progression-" + bundle.id + ".json";
    link.click();
    URL.revokeObjectURL(link.href);
  }

  function restore(text) {
    var file;
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
    Object.keys(file.kept).forEach(function (key) {
      localStorage.setItem(prefix + key, String(file.kept[key]));
    });
    return "saidDone";
  }

  function load(input) {
    var status = one("[data-import-status]");
    input.files[0].text().then(function (text) {
      var said = restore(text);
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
    all("[data-script]").forEach(function (element) {
      element.hidden = false;
    });
    all("[data-print]").forEach(function (button) {
      button.hidden = false;
      button.addEventListener("click", function () {
        print(button.dataset.print);
      });
    });
    one("[data-search]").addEventListener("submit", function (event) {
      event.preventDefault();
    });
    one("[data-search] input").addEventListener("input", function (event) {
      search(event.target.value);
    });
    one("[data-export]").addEventListener("click", save);
    one("[data-import]").addEventListener("change", function (event) {
      load(event.target);
    });
    window.addEventListener("hashchange", function () {
      show(true);
    });
    window.addEventListener("beforeprint", unfold);
    window.addEventListener("afterprint", function () {
      delete document.documentElement.dataset.printing;
      all("details[data-unfolded]").forEach(function (details) {
        details.open = false;
        details.removeAttribute("data-unfolded");
      });
    });
    document.documentElement.classList.add("one-screen");
    show(false);
    if (store.read("imported", false)) {
      localStorage.removeItem(prefix + "imported");
      var status = one("[data-import-status]");
      status.textContent = status.dataset.saidDone;
    }
  }

  start();
})();
