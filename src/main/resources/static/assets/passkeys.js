// Making and using a passkey: the browser signs what the page was given, and the form takes it to the server. Nothing is sent
// elsewhere. Without a script, or where the browser knows no passkeys, what needs one stays hidden.
(function () {
  "use strict";

  if (!window.PublicKeyCredential || !navigator.credentials) {
    return;
  }

  function bytes(text) {
    var plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, function (letter) {
      return letter.charCodeAt(0);
    });
  }

  function text(buffer) {
    var plain = "";
    new Uint8Array(buffer || new ArrayBuffer(0)).forEach(function (byte) {
      plain += String.fromCharCode(byte);
    });
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  function create(form) {
    var name = form.elements["nom-cle"].value.trim() || form.dataset.name;
    return navigator.credentials
      .create({
        publicKey: {
          challenge: bytes(form.dataset.challenge),
          rp: { id: form.dataset.site, name: form.dataset.name },
          user: { id: bytes(form.dataset.user), name: name, displayName: name },
          pubKeyCredParams: form.dataset.algorithms.split(" ").map(function (algorithm) {
            return { type: "public-key", alg: Number(algorithm) };
          }),
          excludeCredentials: (form.dataset.known || "").split(" ").filter(Boolean).map(function (id) {
            return { type: "public-key", id: bytes(id) };
          }),
          authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
          attestation: "none",
          timeout: 300000,
        },
      })
      .then(function (made) {
        form.elements.client.value = text(made.response.clientDataJSON);
        form.elements.attestation.value = text(made.response.attestationObject);
      });
  }

  function sign(form) {
    return navigator.credentials
      .get({
        publicKey: {
          challenge: bytes(form.dataset.challenge),
          rpId: form.dataset.site,
          allowCredentials: [],
          userVerification: "required",
          timeout: 300000,
        },
      })
      .then(function (signed) {
        form.elements.cle.value = text(signed.rawId);
        form.elements.client.value = text(signed.response.clientDataJSON);
        form.elements.donnees.value = text(signed.response.authenticatorData);
        form.elements.signature.value = text(signed.response.signature);
        form.elements.porteur.value = text(signed.response.userHandle);
      });
  }

  document.querySelectorAll("form[data-passkey]").forEach(function (form) {
    var ask = form.dataset.passkey === "create" ? create : sign;
    var failed = form.querySelector("[data-failed]");
    var button = form.querySelector("button");
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      failed.hidden = true;
      button.disabled = true;
      Promise.resolve(form)
        .then(ask)
        .then(
          function () {
            form.submit();
          },
          function () {
            button.disabled = false;
            failed.hidden = false;
          }
        );
    });
  });

  document.querySelectorAll("[data-passkey-part]").forEach(function (part) {
    part.hidden = false;
  });
  document.querySelectorAll("[data-passkey-without]").forEach(function (part) {
    part.hidden = true;
  });
})();
