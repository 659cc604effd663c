package dev.headwater.standalone.check;

/** RFC 8216 §5.2. */
final class SegmentsDecrypt implements Rule {
    @Override
    public String sentence() {
        return "encrypted segments decrypt by the key and IV named";
    }

    @Override
    public Verdict check(Seen seen) {
        Verdict.Places places = new Verdict.Places();
        seen.playlists()
                .forEach(watched -> watched.parts().values().forEach(part -> {
                    if (part.entry().seal().isPresent() && !(part instanceof Part.Missing)) {
                        places.looked();
                    }
                    if (part instanceof Part.Sealed sealed) {
                        places.add("%s: %s", watched.at(sealed.entry()), sealed.why());
                    }
                }));
        return places.verdict("segments", "nothing is encrypted");
    }
}
