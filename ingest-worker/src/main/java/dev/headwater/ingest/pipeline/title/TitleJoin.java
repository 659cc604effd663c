package dev.headwater.ingest.pipeline.title;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Rung;
import dev.headwater.core.media.Track;
import dev.headwater.ingest.frames.TitlePlan;
import dev.headwater.ingest.frames.TitleTask;
import dev.headwater.ingest.pipeline.encode.Choice;
import dev.headwater.ingest.pipeline.encode.Encoders;
import dev.headwater.ingest.pipeline.encode.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.jspecify.annotations.Nullable;

/**
 * What was encoded in parts, muxed as if it had been encoded in one go: one muxer a rendition goes through all parts, so
 * continuity counters and clocks know of no seam.
 */
final class TitleJoin implements AutoCloseable {
    private final Path folder;
    private final TitlePlan plan;
    private final Ladder ladder;
    private final TitleTexts texts;
    private final List<Track> tracks;
    private final Report report;
    private final List<JoinedRung> rungs = new ArrayList<>();
    private final @Nullable TitleSoundFeed sound;
    private final List<JoinedSound> others = new ArrayList<>();
    private final AVPacket packet = av_packet_alloc();
    private boolean opened;

    /**
     * What is made of all parts.
     *
     * @param tracks what the film's sounds are, the main one first
     * @param texts what the film has to read
     */
    TitleJoin(Path folder, TitlePlan plan, Ladder ladder, List<Track> tracks, TitleTexts texts, Report report)
            throws IOException {
        this.texts = texts;
        this.tracks = tracks;
        this.folder = folder;
        this.plan = plan;
        this.ladder = ladder;
        this.report = report;
        this.sound = plan.sound() ? new TitleSoundFeed(folder.resolve(TitleTask.SOUND.toString())) : null;
    }

    /** The different bit rates of a ladder's sound; it is encoded once for each. */
    static List<Integer> bitrates(Ladder ladder) {
        return ladder.rungs().stream().map(Rung::audioBitrate).distinct().toList();
    }

    /** To the end; returns how long it is, in ms. */
    long run(Mp4Writer mp4, LongConsumer progress) throws IOException {
        long pictures = 0;
        for (int part = 0; part < plan.parts(); part++) {
            Path path = folder.resolve(TitleTask.part(part).toString());
            try (PacketFileReader file = new PacketFileReader(path)) {
                if (part == 0) {
                    begin(file, mp4);
                }
                for (int stream = file.read(packet); stream >= 0; stream = file.read(packet)) {
                    long picture = Math.max(0, packet.dts());
                    if (stream == 0) {
                        feedBefore(picture);
                        texts.reached((double) picture / ladder.frameRate());
                    }
                    rungs.get(stream).take(packet, file.timeBase(stream));
                    av_packet_unref(packet);
                    reportOpened();
                    progress.accept(picture * 1000 / ladder.frameRate());
                }
            }
            pictures = PacketFileReader.length(path);
        }
        feedBefore(pictures);
        rungs.forEach(JoinedRung::finish);
        return pictures * 1000 / ladder.frameRate();
    }

    private void feedBefore(long picture) throws IOException {
        if (sound != null) {
            sound.feedBefore(due(picture));
        }
        for (JoinedSound other : others) {
            other.feedBefore(due(picture));
        }
    }

    /** Up to which sample it has to be there before a picture: a little ahead, as encoders let it come. */
    private long due(long picture) {
        return picture * Encoders.SAMPLE_RATE / ladder.frameRate() + 2 * Encoders.AUDIO_FRAME;
    }

    private void begin(PacketFileReader file, Mp4Writer mp4) throws IOException {
        for (int n = 1; n <= plan.moreSounds().size(); n++) {
            Path path = folder.resolve(TitleTask.sound(n).toString());
            others.add(new JoinedSound(n, tracks.get(n), path, mp4, report));
        }
        List<Integer> bitrates = bitrates(ladder);
        for (int i = 0; i < file.streams(); i++) {
            Rung rung = ladder.rungs().get(i);
            int heard = bitrates.indexOf(rung.audioBitrate());
            JoinedRung joined = new JoinedRung(
                    rung,
                    ladder.frameRate(),
                    file.parameters(i),
                    sound == null ? null : sound.parameters(heard),
                    tracks.isEmpty() ? null : tracks.getFirst().language(),
                    i == 0 ? mp4 : null,
                    report);
            rungs.add(joined);
            if (i == 0) {
                joined.lead(Stream.concat(others.stream().map(JoinedSound::companion), texts.companions().stream())
                        .toList());
            }
            if (sound != null) {
                sound.to(heard, joined::hear);
            }
        }
        others.forEach(JoinedSound::begin);
    }

    /** What players are told of it is in the first packets. */
    private void reportOpened() {
        if (opened) {
            return;
        }
        List<Rendition> renditions = rungs.stream()
                .map(JoinedRung::rendition)
                .flatMap(Optional::stream)
                .toList();
        if (renditions.size() == rungs.size()) {
            Track main = new Choice(tracks, List.of()).main();
            report.opened(Stream.of(
                            renditions.stream().map(one -> one.saying(main)),
                            others.stream().map(JoinedSound::rendition),
                            texts.renditions().stream())
                    .flatMap(all -> all)
                    .toList());
            opened = true;
        }
    }

    @Override
    public void close() throws IOException {
        rungs.forEach(JoinedRung::close);
        for (JoinedSound other : others) {
            other.close();
        }
        if (sound != null) {
            sound.close();
        }
        av_packet_free(packet);
    }
}
