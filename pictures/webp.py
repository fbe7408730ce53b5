"""Small pictures. The browser that takes them writes WebP too; no library is needed."""

import base64

from playwright.sync_api import Browser

QUALITY = 0.45
DRAW = """async ([png, quality]) => {
    const picture = new Image();
    picture.src = `data:image/png;base64,${png}`;
    await picture.decode();
    const canvas = document.createElement("canvas");
    canvas.width = picture.width;
    canvas.height = picture.height;
    canvas.getContext("2d").drawImage(picture, 0, 0);
    return canvas.toDataURL("image/webp", quality).split(",")[1];
}"""


def as_webp(browser: Browser, png: bytes, quality: float = QUALITY) -> bytes:
    """The picture, smaller by far."""
    page = browser.new_page()
    drawn = page.evaluate(DRAW, [base64.b64encode(png).decode(), quality])
    page.close()
    return base64.b64decode(drawn)
