package dev.headwater.ingest.pipeline.onair;

import dev.headwater.core.media.Track;
import dev.headwater.ingest.pipeline.encode.Choice;
import dev.headwater.ingest.pipeline.source.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What viewers of a channel can choose, whatever its sources bring. The first source that is shown says what there is, and
 * one before it in order may add to it; nothing of it goes while the channel is made. So a change to a backup, or to the
 * slate, changes no playlist: a language that a backup does not have is its main one there, since who chose it wants to
 * hear what goes on, and subtitles that it does not have are empty.
 */
final class Offer {
    /** Which sounds and texts of a feed stand for those offered, by their order; {@link Streams#NONE}: none does. */
    @SuppressWarnings("ArrayRecordComponent") // looked at for every packet, and nobody else's
    record Places(int[] sounds, int[] texts) {}

    private final List<Track> sounds = new ArrayList<>();
    private final List<Track> texts = new ArrayList<>();
    private int definedBy = Integer.MAX_VALUE;

    Choice choice() {
        return new Choice(sounds, texts);
    }

    /**
     * What a feed brings, and, where its source may, from here on is offered as well.
     *
     * @param source its place among the channel's sources
     */
    Places places(int source, List<Track> heard, List<Track> read) {
        boolean adds = source <= definedBy;
        definedBy = Math.min(definedBy, source);
        boolean[] used = new boolean[heard.size()];
        int[] ears = matched(sounds, heard, used);
        if (!heard.isEmpty() && ears[0] == Streams.NONE && !sounds.isEmpty()) {
            ears[0] = 0;
            used[0] = true;
        }
        add(adds, sounds, heard, used, ears, Streams.MAX_SOUNDS);
        boolean[] shown = new boolean[read.size()];
        int[] eyes = matched(texts, read, shown);
        add(adds, texts, read, shown, eyes, Streams.MAX_TEXTS);
        return new Places(Arrays.copyOf(ears, sounds.size()), Arrays.copyOf(eyes, texts.size()));
    }

    /** By language and label where that can be, else by language. */
    private static int[] matched(List<Track> offered, List<Track> brought, boolean[] used) {
        int[] found = new int[Math.max(Streams.MAX_SOUNDS, Streams.MAX_TEXTS)];
        Arrays.fill(found, Streams.NONE);
        for (boolean exact : new boolean[] {true, false}) {
            for (int i = 0; i < offered.size(); i++) {
                for (int j = 0; j < brought.size() && found[i] == Streams.NONE; j++) {
                    if (!used[j] && isLike(offered.get(i), brought.get(j), exact)) {
                        found[i] = j;
                        used[j] = true;
                    }
                }
            }
        }
        return found;
    }

    private static boolean isLike(Track one, Track other, boolean exact) {
        return Objects.equals(one.language(), other.language())
                && (!exact || Objects.equals(one.label(), other.label()));
    }

    private static void add(
            boolean adds, List<Track> offered, List<Track> brought, boolean[] used, int[] found, int limit) {
        for (int j = 0; adds && j < brought.size() && offered.size() < limit; j++) {
            if (!used[j]) {
                found[offered.size()] = j;
                offered.add(brought.get(j));
            }
        }
    }
}
