package dev.headwater.standalone.check;

/** RFC 8216 §4.3.5.1: said once for all, or in each playlist. */
final class IndependentSegments implements Rule {
    @Override
    public String sentence() {
        return "EXT-X-INDEPENDENT-SEGMENTS is there";
    }

    @Override
    public Verdict check(Seen seen) {
        Verdict.Places places = new Verdict.Places();
        seen.variants()
                .forEach(watched -> watched.snapshots().stream()
                        .findFirst()
                        .ifPresent(snapshot -> places.check(
                                !seen.independent() && !snapshot.independent(), "not in %s", watched.name())));
        return places.verdict("playlists", "there is none");
    }
}
