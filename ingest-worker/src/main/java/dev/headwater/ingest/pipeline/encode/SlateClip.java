package dev.headwater.ingest.pipeline.encode;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_ref;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_I;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import dev.headwater.core.hls.SlateForm;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Packaging;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Rung;
import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.CodecNames;
import dev.headwater.ingest.pipeline.av.PipelineException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/** A sentence and silence as a rendition of every {@link SlateForm}: encoded once, written as often as there are forms. */
public final class SlateClip implements AutoCloseable {
    private final String name;
    private final Rung rung;
    private final int frameRate;
    private final Report report;
    private final SlateCard card;
    private final AudioLadder audio;
    private final VideoEncoder encoder;
    private final SoundSegmenter sound;
    private final List<TsSegmenter> segmenters = new ArrayList<>();
    private final PacketSink sink = this::packet;
    private final AVFrame picture = av_frame_alloc();
    private final AVPacket copy = av_packet_alloc();
    private boolean opened;

    /**
     * A clip that is to be made.
     *
     * @param name of the rendition that is MPEG-TS
     * @param ladder whose first rung it is made as
     */
    public SlateClip(String name, String text, Ladder ladder, Report report) {
        this.name = name;
        this.rung = ladder.rungs().getFirst();
        this.frameRate = ladder.frameRate();
        this.report = report;
        this.card = new SlateCard(text, ladder);
        this.audio = new AudioLadder(card, 0);
        AVCodecParameters heard = Objects.requireNonNull(audio.add(rung.audioBitrate()));
        this.encoder = Encoders.h264(rung, frameRate, 1);
        this.sound = new SoundSegmenter(
                SlateForm.SOUND.rendition(name), SlateForm.SOUND.container(), heard, true, false, report);
        cut(SlateForm.MPEG_TS, heard);
        cut(SlateForm.FRAGMENTS, heard);
        cut(SlateForm.PICTURES, null);
        segmenters.getLast().lead(List.of(sound));
        audio.feed(rung.audioBitrate(), sound);
    }

    private void cut(SlateForm form, @Nullable AVCodecParameters heard) {
        TsSegmenter segmenter =
                new TsSegmenter(form.rendition(name), form.container(), encoder.parameters(), heard, report);
        segmenters.add(segmenter);
        if (heard != null) {
            audio.feed(rung.audioBitrate(), segmenter);
        }
    }

    /** Makes so much of it, and ends its last segments. */
    public void make(long millis) {
        long pictures = millis * frameRate / 1000;
        long keyInterval = Packaging.SEGMENT_DURATION.toSeconds() * frameRate;
        for (long n = 0; n < pictures; n++) {
            audio.encodeUpTo(n, frameRate);
            card.video(picture);
            picture.pts(n);
            picture.pict_type(n % keyInterval == 0 ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE);
            encoder.encode(picture, sink);
            av_frame_unref(picture);
            report.progress((n + 1) * 1000 / frameRate);
        }
        audio.encodeUpTo(pictures, frameRate);
        audio.finish();
        encoder.finish(sink);
        segmenters.forEach(TsSegmenter::finish);
    }

    private void packet(AVPacket packet, AVRational timeBase) {
        if (!opened) {
            report.opened(renditions(packet));
            opened = true;
        }
        packet.duration(1);
        packet.pts(packet.pts() + frameRate); // one second on, as all that is encoded
        packet.dts(packet.dts() + frameRate);
        for (TsSegmenter segmenter : segmenters) {
            Av.check(av_packet_ref(copy, packet), "no memory for a packet");
            segmenter.video(copy, timeBase);
        }
    }

    /** One of each form. */
    private List<Rendition> renditions(AVPacket first) {
        String pictures = CodecNames.video(encoder.parameters(), first.data(), first.size())
                .orElseThrow(() -> new PipelineException("the encoder does not say what it makes"));
        String heard = audio.codec().orElseThrow();
        return Arrays.stream(SlateForm.values())
                .map(form -> switch (form) {
                    case MPEG_TS, FRAGMENTS ->
                        shown(form, pictures + "," + heard, (long) rung.videoBitrate() + rung.audioBitrate());
                    case PICTURES -> shown(form, pictures, rung.videoBitrate());
                    case SOUND ->
                        new Rendition(form.rendition(name), heard, 0, 0, 0, rung.audioBitrate(), rung.audioBitrate());
                })
                .toList();
    }

    private Rendition shown(SlateForm form, String codecs, long bits) {
        return new Rendition(form.rendition(name), codecs, rung.width(), rung.height(), frameRate, bits, bits);
    }

    @Override
    public void close() {
        segmenters.forEach(TsSegmenter::close);
        sound.close();
        encoder.close();
        audio.close();
        card.close();
        av_frame_free(picture);
        av_packet_free(copy);
    }
}
