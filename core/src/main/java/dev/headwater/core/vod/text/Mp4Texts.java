package dev.headwater.core.vod.text;

import dev.headwater.core.store.StoreException;
import dev.headwater.core.vod.text.Mp4Track.Sample;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Timed text (3GPP TS 26.245) of an MP4 or QuickTime file. What it says lies all over the file: read in several places at once. */
final class Mp4Texts {
    /** More than the index of twelve hours. */
    private static final int MAX_INDEX = 64 << 20;

    /** Of all tracks, with their styles. */
    private static final int MAX_TEXT = 32 << 20;

    private static final int READERS = 8;

    private Mp4Texts() {}

    /** @param again opens the same file once more */
    static List<FilmText> read(FileBytes file, Supplier<FileBytes> again) throws BrokenFile {
        try {
            return read(index(file), again);
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new BrokenFile("a table of its index ends before what is in it");
        }
    }

    private static Mp4Box index(FileBytes file) throws BrokenFile {
        long[] index = Mp4Box.index(file);
        if (index[1] > MAX_INDEX) {
            throw new BrokenFile("its index is too large");
        }
        return new Mp4Box("moov", ByteBuffer.wrap(file.read((int) index[1])));
    }

    private static List<FilmText> read(Mp4Box movie, Supplier<FileBytes> again) throws BrokenFile {
        long scale = movie.find("mvhd")
                .map(header -> Integer.toUnsignedLong(header.getInt(header.get(0) == 1 ? 20 : 12)))
                .orElse(0L);
        Set<Integer> chapters = new HashSet<>();
        List<Mp4Track> tracks = new ArrayList<>();
        for (Mp4Box box : movie.inner("trak")) {
            chapters.addAll(Mp4Track.chapters(box));
            Mp4Track.of(box, scale).ifPresent(tracks::add);
        }
        tracks.removeIf(track -> chapters.contains(track.id()));
        List<Mp4Track> some = tracks.subList(0, Math.min(tracks.size(), FilmTexts.MOST));
        List<Sample> samples = new ArrayList<>();
        for (Mp4Track track : some) {
            samples.addAll(track.samples());
        }
        if (samples.stream().mapToLong(Sample::length).sum() > MAX_TEXT) {
            throw new BrokenFile("it has more text than a film can have");
        }
        samples.sort(Comparator.comparingLong(Sample::offset));
        Map<Mp4Track, Cues> said = new HashMap<>();
        some.forEach(track -> said.put(track, new Cues()));
        read(samples, again)
                .forEach((sample, text) -> Optional.ofNullable(said.get(sample.track()))
                        .ifPresent(cues -> cues.add(sample.start(), sample.millis(), PlainText.timedText(text))));
        List<FilmText> texts = new ArrayList<>();
        for (Mp4Track track : some) {
            texts.add(new FilmText(
                    track.track(), said.getOrDefault(track, new Cues()).inOrder()));
        }
        return texts;
    }

    /** @param samples in the order in which they lie */
    private static Map<Sample, byte[]> read(List<Sample> samples, Supplier<FileBytes> again) throws BrokenFile {
        Map<Sample, byte[]> all = new HashMap<>();
        int each = (samples.size() + READERS - 1) / READERS;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Map<Sample, byte[]>>> parts = new ArrayList<>();
            for (int from = 0; from < samples.size(); from += each) {
                List<Sample> part = samples.subList(from, Math.min(samples.size(), from + each));
                parts.add(threads.submit(() -> part(part, again)));
            }
            for (Future<Map<Sample, byte[]>> part : parts) {
                all.putAll(part.get());
            }
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case BrokenFile broken -> throw broken;
                case RuntimeException fault -> throw fault;
                case null, default -> throw new StoreException("subtitles can not be read", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("stopped while subtitles were read", e);
        }
        return all;
    }

    private static Map<Sample, byte[]> part(List<Sample> samples, Supplier<FileBytes> again) throws BrokenFile {
        Map<Sample, byte[]> said = new HashMap<>();
        try (FileBytes file = again.get()) {
            for (Sample sample : samples) {
                file.seek(sample.offset());
                said.put(sample, file.read(sample.length()));
            }
        }
        return said;
    }
}
