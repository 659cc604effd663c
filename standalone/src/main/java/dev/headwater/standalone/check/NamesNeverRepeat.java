package dev.headwater.standalone.check;

import java.util.HashMap;
import java.util.Map;

/** Segments are immutable and cached for a year: a name that comes twice would play what was. */
final class NamesNeverRepeat implements Rule {
    @Override
    public String sentence() {
        return "names never repeat";
    }

    @Override
    public Verdict check(Seen seen) {
        Verdict.Places places = new Verdict.Places();
        seen.playlists().forEach(watched -> {
            Map<String, Long> known = new HashMap<>();
            watched.entries().forEach((sequence, entry) -> {
                long first = known.getOrDefault(entry.name(), sequence);
                boolean mayRepeat = entry.other().equals("a byte range");
                places.check(first != sequence && !mayRepeat, "%s has the name of #%d", watched.at(entry), first);
                known.putIfAbsent(entry.name(), sequence);
            });
        });
        return places.verdict("names", "no segment is named");
    }
}
