package dev.headwater.standalone.check;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** RFC 8216 §6.2.1: it does not change; renditions have the same. */
final class TargetDurationFixed implements Rule {
    @Override
    public String sentence() {
        return "TARGETDURATION is one and the same";
    }

    @Override
    public Verdict check(Seen seen) {
        Verdict.Places places = new Verdict.Places();
        Set<Integer> all = new TreeSet<>();
        seen.media()
                .forEach(watched -> watched.snapshots().forEach(snapshot -> {
                    places.looked();
                    all.add(snapshot.targetDuration());
                }));
        if (all.size() > 1) {
            places.add("it was %s", all.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        return places.verdict("playlists", "there is none");
    }
}
