package dev.headwater.standalone.check;

/** RFC 8216 §7: EXT-X-VERSION is as high as what is used asks for. */
final class VersionCovers implements Rule {
    private static final int EXPLICIT_IV = 2;
    private static final int FRACTIONS = 3;
    private static final int BYTE_RANGES = 4;
    private static final int MAPS = 6;
    private static final int GAPS = 8;

    @Override
    public String sentence() {
        return "EXT-X-VERSION covers what is used";
    }

    @Override
    public Verdict check(Seen seen) {
        Verdict.Places places = new Verdict.Places();
        seen.playlists()
                .forEach(watched -> watched.snapshots().forEach(snapshot -> {
                    int needed = snapshot.entries().stream()
                            .mapToInt(VersionCovers::needed)
                            .max()
                            .orElse(1);
                    places.check(
                            needed > snapshot.version(),
                            "%s, refresh %d: version %d, %d is needed",
                            watched.name(),
                            snapshot.round(),
                            snapshot.version(),
                            needed);
                }));
        return places.verdict("playlists", "there is none");
    }

    private static int needed(Entry entry) {
        if (entry.gap()) {
            return GAPS;
        }
        int other = entry.map().isPresent() ? MAPS : entry.other().isEmpty() ? 1 : BYTE_RANGES;
        int seal = entry.seal().filter(SegmentSeal::isExplicit).isPresent() ? EXPLICIT_IV : 1;
        int length = entry.seconds() == Math.rint(entry.seconds()) ? 1 : FRACTIONS;
        return Math.max(other, Math.max(seal, length));
    }
}
