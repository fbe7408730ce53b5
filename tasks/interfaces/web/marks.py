"""What each mark of a time line looks like: paths around 0,0 within 7 units. Static css colours
them; each kind has a shape of its own, so that none is known by its colour alone."""

SQUARE = "M-5-5H5V5H-5Z"
DOT = "M-4 0A4 4 0 1 0 4 0A4 4 0 1 0-4 0Z"
UP, DOWN, ON = "M0-6 6 5H-6Z", "M0 6 6-5H-6Z", "M-4-6 6 0-4 6Z"
DIAMOND = "M0-6 6 0 0 6-6 0Z"
CROSS = "M-5-5 5 5M5-5-5 5"
TICK = "M-6 0-2 5 6-5"
FLAG = "M-5 7V-7L6-3-5 1"
STAR = "M0-7 2-2 7-2 3 2 4 7 0 4-4 7-3 2-7-2-2-2Z"

SHAPES: dict[str, str] = {
    "assigned": SQUARE,
    "progress": DOT,
    "submitted": UP,
    "accepted": TICK,
    "returned": CROSS,
    "revoked": f"{CROSS}M-6 7H6",
    "asked": DIAMOND,
    "granted": DIAMOND,
    "refused": f"{DIAMOND}M-3-3 3 3",
    "suspended": "M-4-5V5M4-5V5",
    "resumed": ON,
    "obstacle": DOWN,
    "answered": f"{DOWN}M-6 7H6",
    "part": "M-5 0A5 5 0 0 1 5 0Z",
    "passed": "M-6 0H5M1-4 5 0 1 4",
    "stopped": "M-3-6H3L6-3V3L3 6H-3L-6 3V-3Z",
    "first": FLAG,
    "earlier": FLAG,
    "deadline": f"{FLAG}Z",
    "late": f"{FLAG}ZM0-2V-2",
    "completed": STAR,
    "today": "M0-7V7M-4-7H4M-4 7H4",
}
