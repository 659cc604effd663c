package dev.headwater.standalone.check;

/** A window never names what can not be had. */
final class SegmentsExist implements Rule {
    @Override
    public String sentence() {
        return "every named segment exists";
    }

    @Override
    public Verdict check(Seen seen) {
        Verdict.Places places = new Verdict.Places();
        seen.playlists()
                .forEach(watched -> watched.parts().values().forEach(part -> {
                    places.looked();
                    if (part instanceof Part.Missing missing) {
                        places.add("%s: %s", watched.at(missing.entry()), missing.why());
                    }
                }));
        return places.verdict("segments", "no segment is named");
    }
}
