"""Which acts need an instrument that authorises them, besides a reason."""

from tasks.enums import Act

# Whatever takes a task out of force, lets it rest or passes it on. To take out what was entered by
# mistake, to merge a duplicate or to go on again needs no authority but the secretary's.
NEEDS_INSTRUMENT = frozenset(
    {
        Act.WITHDRAW,
        Act.END,
        Act.SUSPEND,
        Act.REASSIGN,
        Act.SPLIT,
        Act.CONTINUE,
        Act.REPLACE,
    }
)
