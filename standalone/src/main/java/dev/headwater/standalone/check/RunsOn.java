package dev.headwater.standalone.check;

import dev.headwater.standalone.check.ts.TsCounters;
import dev.headwater.standalone.check.ts.TsFacts;
import dev.headwater.standalone.check.ts.TsTrack;
import java.util.List;
import java.util.Map;

/** RFC 8216 §4.3.2.3: what does not follow on the segment before is announced by a DISCONTINUITY. */
final class RunsOn implements Rule {
    private static final double ROUNDING = 0.002;

    @Override
    public String sentence() {
        return "without DISCONTINUITY, times, counters and streams run on";
    }

    @Override
    public Verdict check(Seen seen) {
        Verdict.Places places = new Verdict.Places();
        seen.media().forEach(watched -> {
            watched.transport()
                    .forEach(part -> part.facts()
                            .breaks()
                            .forEach(text -> places.add("%s: %s", watched.at(part.entry()), text)));
            watched.pairs().stream().filter(Watched.Pair::runsOn).forEach(pair -> compare(places, watched, pair));
        });
        return places.verdict("seams", "no two segments follow each other");
    }

    private static void compare(Verdict.Places places, Watched watched, Watched.Pair pair) {
        places.looked();
        TsFacts first = pair.first().facts();
        TsFacts second = pair.second().facts();
        String where = watched.at(pair.second().entry());
        if (!streams(first).equals(streams(second))) {
            places.add("%s holds %s, the one before %s", where, streams(second), streams(first));
            return;
        }
        for (int i = 0; i < first.tracks().size(); i++) {
            times(places, where, first.tracks().get(i), second.tracks().get(i));
        }
        counters(places, where, first.counters(), second.counters());
    }

    private static List<String> streams(TsFacts facts) {
        return facts.tracks().stream()
                .filter(track -> track.kind() != TsTrack.Kind.OTHER)
                .map(track -> track.codec() + (track.width() > 0 ? " " + track.width() + "x" + track.height() : ""))
                .toList();
    }

    private static void times(Verdict.Places places, String where, TsTrack before, TsTrack after) {
        // Between pictures, and even more between packets of sound, a step may be longer than most.
        double tolerance = before.unitTicks() * 1.5 / TsTrack.CLOCK + ROUNDING;
        double off = TsTrack.ticks(before.end(), after.first()) / (double) TsTrack.CLOCK;
        if (before.kind() != TsTrack.Kind.OTHER && before.unitTicks() > 0 && Math.abs(off) > tolerance) {
            places.add("%s: PID %d goes on %+.3f s off", where, after.pid(), off);
        }
    }

    private static void counters(
            Verdict.Places places, String where, Map<Integer, TsCounters> before, Map<Integer, TsCounters> after) {
        after.forEach((pid, counter) -> {
            TsCounters known = before.get(pid);
            if (known != null && known.last() != counter.before()) {
                places.add(
                        "%s: PID %d counts from %d, the one before ended with %d",
                        where, pid, (counter.before() + 1) & 0xf, known.last());
            }
        });
    }
}
