package dev.headwater.standalone.check;

/** RFC 8216 §6.2.1 and §6.2.2: segments leave at the front and come at the end, and what is listed does not change. */
final class SequencesGrow implements Rule {
    @Override
    public String sentence() {
        return "MEDIA-SEQUENCE and DISCONTINUITY-SEQUENCE grow with what leaves, and nothing listed changes";
    }

    @Override
    public Verdict check(Seen seen) {
        Verdict.Places places = new Verdict.Places();
        seen.playlists().forEach(watched -> {
            for (int i = 1; i < watched.snapshots().size(); i++) {
                compare(
                        places,
                        watched,
                        watched.snapshots().get(i - 1),
                        watched.snapshots().get(i));
            }
        });
        return places.verdict("refreshes", "nothing was refreshed");
    }

    private static void compare(Verdict.Places places, Watched watched, Snapshot before, Snapshot after) {
        places.looked();
        String where = watched.name() + ", refresh " + after.round();
        grows(places, where, "MEDIA-SEQUENCE", before.mediaSequence(), after.mediaSequence());
        grows(places, where, "DISCONTINUITY-SEQUENCE", before.discontinuitySequence(), after.discontinuitySequence());
        if (after.mediaSequence() > before.lastSequence() + 1) {
            places.add(
                    "%s: it begins with #%d, the one before ended with #%d",
                    where, after.mediaSequence(), before.lastSequence());
        } else if (after.lastSequence() < before.lastSequence()) {
            places.add(
                    "%s: it ends with #%d, the one before with #%d",
                    where, after.lastSequence(), before.lastSequence());
        }
        for (Entry entry : after.entries()) {
            long index = entry.sequence() - before.mediaSequence();
            if (index >= 0 && index < before.entries().size()) {
                same(places, watched, before.entries().get((int) index), entry);
            }
        }
    }

    private static void grows(Verdict.Places places, String where, String what, long before, long after) {
        if (after < before) {
            places.add("%s: %s went back from %d to %d", where, what, before, after);
        }
    }

    private static void same(Verdict.Places places, Watched watched, Entry before, Entry after) {
        String change = !before.name().equals(after.name())
                ? "another segment"
                : before.stretch() != after.stretch()
                        ? "discontinuity sequence %d instead of %d".formatted(after.stretch(), before.stretch())
                        : before.seconds() != after.seconds()
                                ? "EXTINF %.3f instead of %.3f".formatted(after.seconds(), before.seconds())
                                : before.date().equals(after.date()) ? "" : "another PROGRAM-DATE-TIME";
        if (!change.isEmpty()) {
            places.add("%s became %s", watched.at(after), change);
        }
    }
}
