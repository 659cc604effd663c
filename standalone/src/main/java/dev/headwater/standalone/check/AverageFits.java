package dev.headwater.standalone.check;

/** AVERAGE-BANDWIDTH against what was seen of it: about, since a look is short. */
final class AverageFits implements Rule {
    private static final double FACTOR = 1.5;
    private static final int TARGET_DURATIONS = 3;

    @Override
    public String sentence() {
        return "AVERAGE-BANDWIDTH is about right";
    }

    @Override
    public Verdict check(Seen seen) {
        Verdict.Places places = new Verdict.Places();
        seen.variants().filter(watched -> watched.declared().average() > 0).forEach(watched -> {
            Rates rates = new Rates(watched);
            double said = watched.declared().average();
            boolean enough = rates.seconds() >= TARGET_DURATIONS * rates.targetDuration();
            // Audio in a playlist of its own is part of it and not looked at here.
            if (enough && watched.declared().group().isEmpty()) {
                places.check(
                        rates.average() > said * FACTOR || rates.average() < said / FACTOR,
                        "%s: it is %,.0f, %.0f s came to %,.0f bit/s",
                        watched.name(),
                        said,
                        rates.seconds(),
                        rates.average());
            }
        });
        return places.verdict("variants", "nothing is said of it, or too little was had");
    }
}
