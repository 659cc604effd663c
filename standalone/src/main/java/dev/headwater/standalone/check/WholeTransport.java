package dev.headwater.standalone.check;

import java.util.Set;
import java.util.TreeSet;

/** ISO/IEC 13818-1, or 14496-12 §8.8. */
final class WholeTransport implements Rule {
    private static final Set<String> WRONG = Set.of(Part.UNKNOWN, Part.WITHOUT_MAP);

    @Override
    public String sentence() {
        return "segments are whole MPEG-TS or fMP4";
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
                        when WRONG.contains(foreign.what()) ->
                            places.add("%s: it is %s", watched.at(foreign.entry()), foreign.what());
                        case Part.Foreign foreign -> others.add(foreign.what());
                        default -> {}
                    }
                }));
        return places.verdict(
                "segments" + (others.isEmpty() ? "" : "; not looked into: " + String.join(", ", others)),
                others.isEmpty() ? "there is none" : "not looked into: " + String.join(", ", others));
    }
}
