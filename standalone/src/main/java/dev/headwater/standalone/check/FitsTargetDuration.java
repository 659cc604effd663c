package dev.headwater.standalone.check;

/** RFC 8216 §4.3.3.1: EXTINF, rounded, is not above it. */
final class FitsTargetDuration implements Rule {
    @Override
    public String sentence() {
        return "no segment is longer than TARGETDURATION";
    }

    @Override
    public Verdict check(Seen seen) {
        Verdict.Places places = new Verdict.Places();
        seen.playlists()
                .forEach(watched -> watched.snapshots()
                        .forEach(snapshot -> snapshot.entries()
                                .forEach(entry -> places.check(
                                        Math.round(entry.seconds()) > snapshot.targetDuration(),
                                        "%s: %.3f s, TARGETDURATION %d",
                                        watched.at(entry),
                                        entry.seconds(),
                                        snapshot.targetDuration()))));
        return places.verdict("entries", "no segment is named");
    }
}
