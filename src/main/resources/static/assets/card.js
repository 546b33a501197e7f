// An emergency card's code stands behind the "#" of its address. It goes into the form's field and out of the address bar;
// where signing in comes first, it waits in this tab's memory, for ten minutes, and no server is told.
(function () {
  "use strict";
  var KEY = "dmp-card";
  var PATIENCE = 10 * 60 * 1000;

  function take() {
    try {
      var kept = JSON.parse(sessionStorage.getItem(KEY) || "null");
      sessionStorage.removeItem(KEY);
      return kept && Date.now() - kept.at < PATIENCE ? kept.code : "";
    } catch (refused) {
      return "";
    }
  }

  function keep(code) {
    try {
      sessionStorage.setItem(KEY, JSON.stringify({ code: code, at: Date.now() }));
    } catch (refused) {
      // A browser without memory: the code is typed.
    }
  }

  function bring() {
    var scanned = location.pathname === "/pro/carte" ? location.hash.slice(1) : "";
    if (scanned) {
      history.replaceState(null, "", location.pathname);
    }
    var field = document.getElementById("carte");
    if (!field) {
      if (scanned) {
        keep(scanned);
        document.querySelectorAll("[data-card-kept]").forEach(function (told) {
          told.hidden = false;
        });
      }
      return;
    }
    var code = scanned || take();
    if (code && !field.value) {
      field.value = code;
      field.form.querySelector("button").focus();
    }
  }

  bring();
  // A second card, scanned while the page is open, changes nothing but what stands behind the "#".
  window.addEventListener("hashchange", function () {
    var field = document.getElementById("carte");
    if (field) {
      field.value = "";
    }
    bring();
  });
})();
