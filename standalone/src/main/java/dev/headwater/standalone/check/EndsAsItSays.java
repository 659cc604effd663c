package dev.headwater.standalone.check;

/** RFC 8216 §4.3.3.4 and §4.3.3.5. */
final class EndsAsItSays implements Rule {
    @Override
    public String sentence() {
        return "PLAYLIST-TYPE and ENDLIST agree";
    }

    @Override
    public Verdict check(Seen seen) {
        Verdict.Places places = new Verdict.Places();
        seen.playlists().forEach(watched -> {
            for (Snapshot snapshot : watched.snapshots()) {
                boolean vod = snapshot.type().filter("VOD"::equals).isPresent();
                places.check(vod && !snapshot.ended(), "%s is VOD and has no ENDLIST", watched.name());
                if (snapshot.type().isPresent()
                        && snapshot.mediaSequence()
                                > watched.snapshots().getFirst().mediaSequence()) {
                    places.add(
                            "%s is %s and lost its beginning",
                            watched.name(), snapshot.type().get());
                }
            }
        });
        return places.verdict("playlists", "there is none");
    }
}
