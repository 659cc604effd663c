package dev.headwater.standalone.check;

import dev.headwater.standalone.check.ts.TsTrack;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** CODECS (RFC 8216 §4.3.4.2) names what the segments hold. */
final class CodecsAgree implements Rule {
    /** Extensions of AAC LC are not said in its headers. */
    private static final Set<String> AAC = Set.of("mp4a.40.2", "mp4a.40.5", "mp4a.40.29");

    @Override
    public String sentence() {
        return "CODECS names what segments hold";
    }

    @Override
    public Verdict check(Seen seen) {
        Verdict.Places places = new Verdict.Places();
        seen.variants()
                .filter(variant -> !variant.declared().codecs().isEmpty())
                .forEach(variant -> seen.media()
                        .filter(other -> other.equals(variant) || seen.isHeardWith(variant, other))
                        .forEach(watched ->
                                compare(places, watched, variant.declared().codecs())));
        return places.verdict("streams in segments", "nothing is said of codecs");
    }

    private static void compare(Verdict.Places places, Watched watched, List<String> named) {
        watched.transport()
                .forEach(part -> part.facts().tracks().stream()
                        .filter(track -> !track.codec().isEmpty())
                        .forEach(track -> places.check(
                                !isNamed(track, named),
                                "%s holds %s, CODECS names %s",
                                watched.at(part.entry()),
                                track.codec(),
                                String.join(",", named))));
    }

    private static boolean isNamed(TsTrack track, List<String> named) {
        String codec = track.codec();
        return named.stream()
                .anyMatch(name -> name.equalsIgnoreCase(codec)
                        || (AAC.contains(codec) && AAC.contains(name))
                        || (codec.equals("mp4a.40.34") && (name.equals("mp4a.69") || name.equals("mp4a.6b")))
                        || (codec.startsWith("hvc1.") && isSameHevc(codec, name)));
    }

    /** Profile, tier and level: how constraints are written differs. */
    private static boolean isSameHevc(String codec, String name) {
        String[] a = codec.split("\\.", -1);
        String[] b = name.toLowerCase(Locale.ROOT).split("\\.", -1);
        return b.length > 3
                && Set.of("hvc1", "hev1").contains(b[0])
                && a[1].equals(b[1])
                && a[3].equalsIgnoreCase(b[3]);
    }
}
