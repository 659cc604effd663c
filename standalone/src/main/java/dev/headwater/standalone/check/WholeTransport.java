package dev.headwater.standalone.check;

import java.util.Set;
import java.util.TreeSet;

/** ISO/IEC 13818-1. */
final class WholeTransport implements Rule {
    @Override
    public String sentence() {
        return "segments are whole MPEG-TS";
    }

    @Override
    public Verdict check(Seen seen) {
        Verdict.Places places = new Verdict.Places();
        Set<String> others = new TreeSet<>();
        seen.media()
                .forEach(watched -> watched.parts().values().forEach(part -> {
                    switch (part) {
                        case Part.Ts ts -> {
                            places.looked();
                            ts.facts().faults().forEach(fault -> places.add("%s: %s", watched.at(ts.entry()), fault));
                        }
                        case Part.Foreign foreign
                        when foreign.what().equals("no MPEG-TS") ->
                            places.add("%s: it is none", watched.at(foreign.entry()));
                        case Part.Foreign foreign -> others.add(foreign.what());
                        default -> {}
                    }
                }));
        return places.verdict(
                "segments" + (others.isEmpty() ? "" : "; not looked into: " + String.join(", ", others)),
                others.isEmpty() ? "there is none" : "not looked into: " + String.join(", ", others));
    }
}
