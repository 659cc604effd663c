package dev.headwater.standalone.check;

import java.util.List;

/** RFC 8216 §6.2.2: a new segment comes within one and a half target durations; two here, since a look has its own pace. */
final class LiveMovesOn implements Rule {
    private static final int TARGET_DURATIONS = 2;

    @Override
    public String sentence() {
        return "a live playlist moves on";
    }

    @Override
    public Verdict check(Seen seen) {
        Verdict.Places places = new Verdict.Places();
        seen.media().filter(Watched::isLive).forEach(watched -> {
            List<Snapshot> all = watched.snapshots();
            int since = 0;
            for (int i = 1; i < all.size(); i++) {
                since = all.get(i).lastSequence() > all.get(since).lastSequence() ? i : since;
                double still = (all.get(i).round() - all.get(since).round()) * seen.pauseSeconds();
                if (i > since) {
                    places.check(
                            still > TARGET_DURATIONS * all.get(i).targetDuration(),
                            "%s, refresh %d: nothing new for %.1f s",
                            watched.name(),
                            all.get(i).round(),
                            still);
                } else {
                    places.looked();
                }
            }
        });
        return places.verdict("refreshes", "it is recorded, or was not refreshed");
    }
}
