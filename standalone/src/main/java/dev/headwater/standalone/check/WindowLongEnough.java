package dev.headwater.standalone.check;

/** RFC 8216 §6.2.2: nothing leaves a window that would then be shorter; one that has just begun is. */
final class WindowLongEnough implements Rule {
    @Override
    public String sentence() {
        return "a live window holds three target durations, once segments leave it";
    }

    @Override
    public Verdict check(Seen seen) {
        Verdict.Places places = new Verdict.Places();
        seen.media()
                .forEach(watched -> watched.snapshots().stream()
                        .filter(snapshot -> !snapshot.ended() && snapshot.mediaSequence() > 0)
                        .forEach(snapshot -> places.check(
                                snapshot.seconds() < 3.0 * snapshot.targetDuration(),
                                "%s, refresh %d: %.1f s, TARGETDURATION %d",
                                watched.name(),
                                snapshot.round(),
                                snapshot.seconds(),
                                snapshot.targetDuration())));
        return places.verdict("playlists", "nothing has left it");
    }
}
