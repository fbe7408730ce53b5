// Files of a claim are sent as soon as they are dropped, pasted or chosen, one by one; the form then
// carries a ticket for each. What breaks off can be sent again, and nothing else is lost by it.
const AT_ONCE = 2;
const TAKEN = 200;
const REFUSED = 422;

async function measured(file) {
  const content = await file.arrayBuffer(); // fails when the file has changed since it was chosen
  const digest = crypto.subtle ? await crypto.subtle.digest("SHA-256", content) : new ArrayBuffer(0);
  const sha256 = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return { content: new Blob([content], { type: file.type }), sha256 };
}

class Area {
  constructor(box) {
    this.box = box;
    this.form = box.closest("form");
    this.list = box.querySelector("[data-files]");
    this.input = box.querySelector("input[type=file]");
    this.blank = box.querySelector("[data-sending]");
    this.waiting = [];
    this.active = 0;
    this.goes = false;
    this.restore();
    this.listen();
    if (this.input.files.length) this.choose();
  }

  listen() {
    this.input.addEventListener("change", () => this.choose());
    this.form.addEventListener("submit", (event) => this.hold(event));
    this.list.addEventListener("change", () => this.remember());
    document.addEventListener("paste", (event) => {
      if (event.clipboardData.files.length) {
        event.preventDefault();
        this.add(event.clipboardData.files);
      }
    });
    // A file that is dropped beside the area must not replace the page.
    for (const name of ["dragover", "drop"]) {
      document.addEventListener(name, (event) => {
        if (!event.dataTransfer?.types.includes("Files")) return;
        event.preventDefault();
        this.box.classList.toggle("drop-over", name === "dragover");
        if (name === "drop") this.add(event.dataTransfer.files);
      });
    }
    document.addEventListener("dragleave", (event) => {
      if (!event.relatedTarget) this.box.classList.remove("drop-over");
    });
  }

  choose() {
    const files = [...this.input.files];
    this.input.value = "";
    this.add(files);
  }

  words(name, file = "") {
    return this.box.getAttribute(`data-say-${name}`).replace("{name}", file);
  }

  // Each row shows its own state; what is said of one is only heard. What is said of the form is
  // seen as well.
  say(text, ofForm = false) {
    const said = this.box.querySelector("[data-said]");
    said.textContent = text;
    said.classList.toggle("visually-hidden", !ofForm);
    said.classList.toggle("alert", ofForm);
    said.classList.toggle("alert-info", ofForm);
  }

  get rows() {
    return [...this.list.querySelectorAll("[data-open]")];
  }

  get tickets() {
    return [...this.list.querySelectorAll("[name=kept]:checked")];
  }

  add(files) {
    this.say("");
    for (const file of files) this.take(file);
    this.next();
  }

  take(file) {
    const row = this.blank.content.firstElementChild.cloneNode(true);
    row.dataset.open = "waits";
    row.querySelector(".drop-name").textContent = file.name;
    row.querySelector(".drop-size").textContent = `(${shownSize(file.size)})`;
    row.querySelector("progress").setAttribute("aria-label", file.name);
    for (const button of row.querySelectorAll("button")) button.setAttribute("aria-label", `${button.textContent}: ${file.name}`);
    row.querySelector("[data-cancel]").addEventListener("click", () => this.cancel(row, file));
    row.querySelector("[data-leave]").addEventListener("click", () => this.leave(row));
    row.querySelector("[data-again]").addEventListener("click", () => this.again(row, file));
    this.list.append(row);
    if (this.rows.length + this.tickets.length > Number(this.box.dataset.most)) this.refuse(row, this.words("many"));
    else if (file.size > Number(this.box.dataset.mostBytes)) this.refuse(row, this.words("large", file.name));
    else this.waiting.push([row, file]);
  }

  again(row, file) {
    this.show(row, "waits", "");
    row.querySelector("[data-cancel]").focus();
    this.waiting.push([row, file]);
    this.next();
  }

  next() {
    while (this.active < AT_ONCE && this.waiting.length) {
      this.active += 1;
      this.send(...this.waiting.shift());
    }
    if (!this.active && this.goes) this.go();
  }

  async send(row, file) {
    this.show(row, "sends", "");
    this.say(this.words("sending", file.name));
    try {
      const { content, sha256 } = await measured(file);
      if (row.isConnected) await this.post(row, file, content, sha256);
    } catch {
      this.refuse(row, this.words("unreadable", file.name));
    }
    this.active -= 1;
    this.next();
  }

  post(row, file, content, sha256) {
    const body = new FormData();
    body.append("file", content, file.name);
    body.append("size", content.size); // after the file: missing where the sending broke off
    body.append("sha256", sha256);
    const request = (row.request = new XMLHttpRequest());
    return new Promise((done) => {
      request.upload.addEventListener("progress", (event) => this.progress(row, event));
      request.addEventListener("load", () => this.answered(row, file, request));
      request.addEventListener("error", () => this.break(row, this.words("lost")));
      request.addEventListener("loadend", done);
      request.open("POST", this.box.dataset.url);
      request.setRequestHeader("X-CSRFToken", this.form.elements.csrfmiddlewaretoken.value);
      request.send(body);
    });
  }

  progress(row, event) {
    if (!event.lengthComputable) return;
    const percent = Math.round((100 * event.loaded) / event.total);
    row.querySelector("progress").value = percent;
    row.querySelector(".drop-state").textContent = `${percent} %`;
  }

  answered(row, file, request) {
    const held = document.createElement("template");
    held.innerHTML = request.status === TAKEN ? request.responseText : "";
    const taken = held.content.querySelector("[data-held]");
    if (taken) this.took(row, file, taken);
    else if (request.status === REFUSED) this.refuse(row, request.responseText);
    else this.break(row, this.words("refused"));
  }

  took(row, file, taken) {
    const focused = row.contains(document.activeElement);
    row.replaceWith(taken);
    if (focused) taken.querySelector("input").focus();
    this.say(this.words("held", file.name));
    this.remember();
  }

  cancel(row, file) {
    this.waiting = this.waiting.filter(([other]) => other !== row);
    row.request?.abort();
    this.leave(row);
    this.say(this.words("cancelled", file.name));
  }

  leave(row) {
    row.remove();
    this.say("");
    this.input.focus();
  }

  refuse(row, text) {
    if (!row.isConnected) return;
    this.show(row, "refused", text);
    this.say(text);
  }

  break(row, text) {
    if (!row.isConnected) return;
    this.show(row, "broken", text);
    this.say(`${row.querySelector(".drop-name").textContent}: ${text}`);
  }

  show(row, state, text) {
    const busy = state === "waits" || state === "sends";
    const focused = row.contains(document.activeElement);
    row.dataset.open = state;
    row.querySelector(".drop-state").textContent = text;
    row.querySelector("progress").hidden = !busy;
    row.querySelector("progress").value = 0;
    row.querySelector("[data-cancel]").hidden = !busy;
    row.querySelector("[data-again]").hidden = state !== "broken";
    row.querySelector("[data-leave]").hidden = busy;
    if (focused) row.querySelector("button:not([hidden])").focus();
  }

  // The form waits for what is under way, and for a word about what did not arrive.
  hold(event) {
    this.goes = false;
    if (!this.rows.length) return;
    event.preventDefault();
    event.stopPropagation();
    this.goes = true;
    this.say(this.words("wait"), true);
    if (!this.active) this.go();
  }

  go() {
    this.goes = false;
    const [first] = this.rows;
    if (!first) return this.form.requestSubmit();
    this.say(this.words("open"), true);
    first.querySelector("button:not([hidden])").focus();
  }

  // What was received is found again after the page was left: with the draft of the other fields.
  get key() {
    return `draft:${this.form.dataset.draft}:files`;
  }

  remember() {
    const rows = this.tickets.map((box) => box.closest("[data-held]").outerHTML);
    if (rows.length) localStorage.setItem(this.key, JSON.stringify(rows));
    else localStorage.removeItem(this.key);
    this.box.querySelector("[data-untick]").hidden = !rows.length;
  }

  restore() {
    // A form that came back has said which tickets still hold.
    if ("bound" in this.box.dataset) return this.remember();
    for (const row of JSON.parse(localStorage.getItem(this.key) ?? "[]")) this.list.insertAdjacentHTML("beforeend", row);
    this.box.querySelector("[data-untick]").hidden = !this.tickets.length;
  }
}

function shownSize(bytes) {
  const kilo = bytes / 1024;
  const [value, unit] = kilo < 1024 ? [kilo, "KB"] : [kilo / 1024, "MB"];
  return `${value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} ${unit}`;
}

for (const box of document.querySelectorAll("[data-evidence]")) new Area(box);
