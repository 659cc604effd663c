package dev.headwater.core.hls;

import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Track;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What viewers choose beside the picture: languages and subtitles as EXT-X-MEDIA of RFC 8216bis §4.4.6.1. The main language
 * stands beside the pictures, in the same segments: its member has no URI. Of fMP4 it stands by itself.
 */
final class MediaGroups {
    private static final String SOUND = "sound";
    private static final String TEXT = "text";

    private final List<Rendition> sounds;
    private final List<Rendition> texts;
    private final List<Rendition> variants;

    MediaGroups(List<Rendition> renditions) {
        this.variants = renditions.stream().filter(Rendition::standsAlone).toList();
        this.sounds = of(renditions, Track.Kind.AUDIO);
        this.texts = of(renditions, Track.Kind.SUBTITLES);
    }

    private static List<Rendition> of(List<Rendition> renditions, Track.Kind kind) {
        return renditions.stream()
                .filter(one -> one.track() != null && one.track().kind() == kind)
                .toList();
    }

    /** What is played by itself, best first. */
    List<Rendition> variants() {
        return variants;
    }

    /** All members, before the variants that name their groups. */
    void append(StringBuilder out, String base) {
        if (!sounds.isEmpty()) {
            Set<String> names = new HashSet<>();
            Track main = variants.isEmpty() ? null : variants.getFirst().track();
            Track beside = main == null ? new Track(Track.Kind.VIDEO, null, null, true) : main;
            appendMember(out, "AUDIO", SOUND, beside, names);
            out.append(",DEFAULT=YES,AUTOSELECT=YES");
            sounds.stream()
                    .filter(MediaGroups::isMain)
                    .findFirst()
                    .ifPresent(
                            own -> out.append(",URI=\"").append(uri(base, own)).append('"'));
            out.append('\n');
            for (Rendition sound : sounds) {
                if (isMain(sound)) {
                    continue;
                }
                appendMember(out, "AUDIO", SOUND, track(sound), names);
                out.append(",DEFAULT=NO,AUTOSELECT=YES,URI=\"")
                        .append(uri(base, sound))
                        .append("\"\n");
            }
        }
        Set<String> names = new HashSet<>();
        boolean isChosen = false;
        for (Rendition text : texts) {
            Track track = track(text);
            boolean first = track.byDefault() && !isChosen; // no group has two of them
            isChosen |= first;
            appendMember(out, "SUBTITLES", TEXT, track, names);
            out.append(",DEFAULT=").append(first ? "YES" : "NO").append(",AUTOSELECT=YES,FORCED=NO,URI=\"");
            out.append(uri(base, text)).append("\"\n");
        }
    }

    private static boolean isMain(Rendition sound) {
        return sound.name().equals(Rendition.MAIN_SOUND);
    }

    private static Track track(Rendition rendition) {
        return Objects.requireNonNull(rendition.track());
    }

    private static String uri(String base, Rendition rendition) {
        return base + rendition.name() + "/index.m3u8";
    }

    private static void appendMember(StringBuilder out, String type, String group, Track track, Set<String> names) {
        String shown = track.shown();
        String name = shown;
        for (int n = 2; !names.add(name); n++) {
            name = shown + " " + n;
        }
        out.append("#EXT-X-MEDIA:TYPE=").append(type).append(",GROUP-ID=\"").append(group);
        out.append("\",NAME=\"").append(name).append('"');
        if (track.language() != null) {
            out.append(",LANGUAGE=\"").append(track.language()).append('"');
        }
    }

    /** The groups a variant goes with. */
    void appendNames(StringBuilder out) {
        if (!sounds.isEmpty()) {
            out.append(",AUDIO=\"").append(SOUND).append('"');
        }
        if (!texts.isEmpty()) {
            out.append(",SUBTITLES=\"").append(TEXT).append('"');
        }
    }

    /** Bit/s at the most, with whatever is chosen beside it. */
    long bandwidth(Rendition variant) {
        return variant.bandwidth() + most(sounds) + most(texts);
    }

    private static long most(List<Rendition> some) {
        return some.stream().mapToLong(Rendition::bandwidth).max().orElse(0);
    }

    /** On average, with whatever is chosen beside it. */
    long averageBandwidth(Rendition variant) {
        return variant.averageBandwidth() + mostOnAverage(sounds) + mostOnAverage(texts);
    }

    private static long mostOnAverage(List<Rendition> some) {
        return some.stream().mapToLong(Rendition::averageBandwidth).max().orElse(0);
    }

    /** Of the variant and all that may be chosen beside it; WebVTT in files of its own has none. */
    String codecs(Rendition variant) {
        if (sounds.isEmpty()) {
            return variant.codecs();
        }
        Set<String> all = new LinkedHashSet<>(List.of(variant.codecs().split(",", -1)));
        List<String> more = new ArrayList<>();
        sounds.forEach(sound -> more.addAll(List.of(sound.codecs().split(",", -1))));
        all.addAll(more);
        return String.join(",", all);
    }
}
