"""What the database itself refuses, so that what was told stays provable."""

from typing import Any

import pgtrigger

from tracker.lib.triggers import Guard

WORDS = ("recipient_id", "address", "language", "message_id", "subject", "text", "html", "headers")


class KeepsWhatWasHandedOver(Guard):
    """A message may be written anew only while no server can have taken it."""

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_func(self, model: Any) -> str:
        del model
        old, new = (", ".join(f"{row}.{column}" for column in WORDS) for row in ("OLD", "NEW"))
        return f"""
            IF OLD.state = 'sent'
               OR ((OLD.is_frozen OR OLD.state <> 'waiting') AND ({old}) <> ({new})) THEN
                RAISE EXCEPTION 'message %: what was handed over stays as it is', OLD.id
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'message_keeps_its_words';
            END IF;
            RETURN NEW;
        """


class KeepsItsDay(Guard):
    """A rung that somebody was told on does not move: it would be told again."""

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_func(self, model: Any) -> str:
        del model
        return """
            IF (OLD.programme_id, OLD.cause, OLD.days, OLD.unit, OLD.every)
               IS DISTINCT FROM (NEW.programme_id, NEW.cause, NEW.days, NEW.unit, NEW.every)
               AND EXISTS (SELECT FROM notifications_notice WHERE rung_id = OLD.id) THEN
                RAISE EXCEPTION 'rung %: somebody was told on it, so its day stays', OLD.code
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'rung_keeps_its_day';
            END IF;
            RETURN NEW;
        """


class IsOnlyLifted(Guard):
    """Why an address was suppressed stays; that it is lifted is said once."""

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_func(self, model: Any) -> str:
        del model
        changed = """OLD.lifted_at IS NOT NULL OR
            (OLD.address, OLD.since, OLD.answer, OLD.message_id)
                IS DISTINCT FROM (NEW.address, NEW.since, NEW.answer, NEW.message_id)"""
        return self.refuse(changed, "suppressed %: can only be lifted, once", "OLD.address") + (
            "RETURN NEW;"
        )


class BeginsUnread(Guard):
    """Nobody has read what is only now written down. Its condition costs planning nothing."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert
    condition = pgtrigger.Condition("NEW.read_at IS NOT NULL")

    def get_func(self, model: Any) -> str:
        del model
        return self.refuse("true", "a notice begins unread")


class IsReadOnce(Guard):
    """A notice is read once, after it was told, at the moment that the database says."""

    when = pgtrigger.Before
    operation = pgtrigger.Update
    condition = pgtrigger.Condition(
        "OLD.read_at IS DISTINCT FROM NEW.read_at OR OLD.read_by_id IS DISTINCT FROM NEW.read_by_id"
    )

    def get_func(self, model: Any) -> str:
        del model
        again = self.refuse("OLD.read_at IS NOT NULL", "notice %: is read once", "OLD.id")
        told = "NEW.message_id IS NULL AND NEW.state <> 'withheld'"
        untold = self.refuse(told, "notice %: is read after it was told", "OLD.id")
        return f"{again} {untold} NEW.read_at := tracker_now(); RETURN NEW;"


class StaysAsDecided(Guard):
    """Who let a storm pass or refused it, and why, is said once; what is over stays."""

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_func(self, model: Any) -> str:
        del model
        changed = """NOT OLD.is_open OR OLD.allowed_at IS NOT NULL
            AND (OLD.allowed_at, OLD.allowed_by_id)
                IS DISTINCT FROM (NEW.allowed_at, NEW.allowed_by_id)"""
        again = self.refuse(changed, "storm %: what was decided stays", "OLD.id")
        return f"{again} RETURN NEW;"
