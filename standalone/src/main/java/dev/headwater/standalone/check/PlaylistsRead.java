package dev.headwater.standalone.check;

/** RFC 8216 §4, by a strict parser. */
final class PlaylistsRead implements Rule {
    @Override
    public String sentence() {
        return "every playlist is there and reads as RFC 8216 has it";
    }

    @Override
    public Verdict check(Seen seen) {
        Verdict.Places places = new Verdict.Places();
        seen.troubles().forEach(trouble -> places.add("%s", trouble));
        seen.playlists().forEach(watched -> watched.snapshots().forEach(snapshot -> places.looked()));
        return places.verdict("playlists", "there is none");
    }
}
