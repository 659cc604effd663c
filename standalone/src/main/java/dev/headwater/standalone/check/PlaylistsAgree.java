package dev.headwater.standalone.check;

import java.util.List;
import java.util.Map;

/** RFC 8216 §6.2.4: a player may change from one to another at any segment. */
final class PlaylistsAgree implements Rule {
    private static final double SOUND = 0.1;
    private static final double ROUNDING = 0.002;

    @Override
    public String sentence() {
        return "renditions agree on sequence, durations, dates and discontinuities";
    }

    @Override
    public Verdict check(Seen seen) {
        Verdict.Places places = new Verdict.Places();
        List<Watched> all = seen.playlists();
        for (Watched other : all.subList(Math.min(1, all.size()), all.size())) {
            compare(places, all.getFirst(), other);
        }
        return places.verdict("entries", "there is one playlist");
    }

    private static void compare(Verdict.Places places, Watched first, Watched other) {
        boolean sound = other.declared().kind() == Declared.Kind.AUDIO;
        double tolerance = (sound ? SOUND : first.frameSeconds()) + ROUNDING;
        Map<Long, Entry> known = first.entries();
        if (!first.isLive() && known.size() != other.entries().size()) {
            places.add(
                    "%s lists %d, %s %d",
                    first.name(), known.size(), other.name(), other.entries().size());
        }
        other.entries().forEach((sequence, entry) -> {
            Entry same = known.get(sequence);
            if (same != null) {
                boolean sameStretch =
                        same.stretch() == entry.stretch() && same.discontinuity() == entry.discontinuity();
                places.check(!sameStretch, "%s is of another stretch than in %s", other.at(entry), first.name());
                if (Math.abs(same.seconds() - entry.seconds()) > tolerance) {
                    places.add(
                            "%s lasts %.3f s, in %s %.3f s",
                            other.at(entry), entry.seconds(), first.name(), same.seconds());
                }
                if (!sound && !same.date().equals(entry.date())) {
                    places.add("%s has another PROGRAM-DATE-TIME than in %s", other.at(entry), first.name());
                }
            }
        });
    }
}
