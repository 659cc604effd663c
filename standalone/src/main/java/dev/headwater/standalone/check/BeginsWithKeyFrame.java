package dev.headwater.standalone.check;

/**
 * A player may begin with any segment: it holds PAT, PMT and an IDR picture, in this order, or a fragment whose first sample is
 * one (RFC 8216 §3).
 */
final class BeginsWithKeyFrame implements Rule {
    @Override
    public String sentence() {
        return "segments begin with PAT, PMT (fMP4: a moof) and a key frame";
    }

    @Override
    public Verdict check(Seen seen) {
        Verdict.Places places = new Verdict.Places();
        seen.media()
                .forEach(watched -> watched.transport().forEach(part -> {
                    String tables = part.entry().map().isPresent() ? "moof" : "PAT PMT";
                    String wanted = tables + (part.facts().video().isPresent() ? " key frame" : " sound");
                    String found = part.facts().beginning();
                    places.check(
                            !found.equals(wanted),
                            "%s begins with %s",
                            watched.at(part.entry()),
                            found.isEmpty() ? "nothing" : found);
                }));
        return places.verdict("segments", "there is no MPEG-TS or fMP4");
    }
}
