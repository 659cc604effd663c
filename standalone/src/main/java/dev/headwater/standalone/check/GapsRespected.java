package dev.headwater.standalone.check;

import java.util.Collection;

/** RFC 8216bis §4.4.4.7: what is marked is never asked for, and is not all there is. */
final class GapsRespected implements Rule {
    @Override
    public String sentence() {
        return "EXT-X-GAP leaves something to play";
    }

    @Override
    public Verdict check(Seen seen) {
        Verdict.Places places = new Verdict.Places();
        seen.media().forEach(watched -> {
            Collection<Entry> entries = watched.entries().values();
            if (entries.stream().anyMatch(Entry::gap)) {
                places.check(
                        entries.stream().allMatch(Entry::gap),
                        "%s has nothing but %d gaps",
                        watched.name(),
                        entries.size());
            }
        });
        return places.verdict("playlists with gaps", "there is no gap");
    }
}
