package dev.headwater.standalone.check;

import java.util.OptionalDouble;

/** BANDWIDTH (RFC 8216 §4.3.4.2) is no less than the peak, the variant's audio included. */
final class BandwidthCovers implements Rule {
    /** What is live and measured may come to a peak it has not met before. */
    private static final double LIVE = 1.1;

    @Override
    public String sentence() {
        return "BANDWIDTH covers the peak";
    }

    @Override
    public Verdict check(Seen seen) {
        Verdict.Places places = new Verdict.Places();
        seen.variants().filter(watched -> watched.declared().bandwidth() > 0).forEach(watched -> {
            OptionalDouble peak = new Rates(watched).peak();
            if (peak.isPresent()) {
                double all = peak.getAsDouble() + sound(seen, watched);
                places.check(
                        all > watched.declared().bandwidth() * (watched.isLive() ? LIVE : 1),
                        "%s: it is %,d, the peak %,.0f bit/s",
                        watched.name(),
                        watched.declared().bandwidth(),
                        all);
            }
        });
        return places.verdict("variants", "nothing is said of it, or nothing was had");
    }

    private static double sound(Seen seen, Watched variant) {
        return seen.playlists().stream()
                .filter(other -> seen.isHeardWith(variant, other))
                .mapToDouble(other -> new Rates(other).peak().orElse(0))
                .max()
                .orElse(0);
    }
}
