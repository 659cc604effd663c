package dev.headwater.ingest.frames;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.headwater.core.media.Container;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rung;
import dev.headwater.core.media.Source;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@link Job} as one line of JSON. Token by token: data binding would cost a child a third of its start-up. */
public final class JobJson {
    private static final JsonFactory JSON = new JsonFactory();

    private JobJson() {}

    /** Without line breaks. */
    public static String write(Job job) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            out.writeNumberField("maxMillis", job.maxMillis());
            switch (job) {
                case Job.Stream stream -> {
                    out.writeArrayFieldStart("sources");
                    for (Source source : stream.sources()) {
                        out.writeStartObject();
                        writeSource(out, source);
                        out.writeEndObject();
                    }
                    out.writeEndArray();
                    out.writeBooleanField("hotStandby", stream.hotStandby());
                    out.writeBooleanField("paced", stream.paced());
                    out.writeNumberField("stableMillis", stream.stableMillis());
                    out.writeBooleanField("contentFailover", stream.contentFailover());
                    out.writeNumberField("avoided", stream.avoided());
                    out.writeStringField("burnIn", stream.burnIn());
                    out.writeStringField("container", stream.container().wire());
                }
                case Job.Slates slates -> {
                    out.writeObjectFieldStart("slates");
                    for (Job.Slates.Sentence sentence : slates.sentences()) {
                        out.writeStringField(sentence.rendition(), sentence.text());
                    }
                    out.writeEndObject();
                }
                case Job.Title title -> {
                    writeSource(out, title.source());
                    out.writeStringField("folder", title.folder());
                    out.writeNumberField("threads", title.threads());
                    out.writeNumberField("partMillis", title.partMillis());
                    out.writeStringField("task", title.task().toString());
                }
                case Job.Probe probe -> {
                    writeSource(out, probe.source());
                    out.writeBooleanField("probe", true);
                    out.writeBooleanField("channel", probe.channel());
                }
            }
            Ladder ladder = job.ladder();
            if (ladder != null) {
                writeLadder(out, ladder);
            }
            out.writeEndObject();
        }
        return text.toString();
    }

    private static void writeSource(JsonGenerator out, Source source) throws IOException {
        out.writeStringField("source", source.url());
        out.writeBooleanField("privateAllowed", source.allowsPrivate());
    }

    private static void writeLadder(JsonGenerator out, Ladder ladder) throws IOException {
        out.writeObjectFieldStart("ladder");
        out.writeStringField("name", ladder.name());
        out.writeNumberField("frameRate", ladder.frameRate());
        out.writeArrayFieldStart("rungs");
        for (Rung rung : ladder.rungs()) {
            out.writeStartObject();
            out.writeStringField("name", rung.name());
            out.writeNumberField("width", rung.width());
            out.writeNumberField("height", rung.height());
            out.writeNumberField("videoBitrate", rung.videoBitrate());
            out.writeNumberField("audioBitrate", rung.audioBitrate());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    /**
     * Reads a job; fields it does not know are skipped.
     *
     * @throws IOException where the text is no JSON
     * @throws IllegalArgumentException where it is no job
     */
    public static Job read(String line) throws IOException {
        Fields job = new Fields();
        try (JsonParser in = JSON.createParser(line)) {
            in.nextToken();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String field = in.currentName();
                in.nextToken();
                job.take(field, in);
            }
        }
        return job.toJob();
    }

    /** What was read so far. */
    private static final class Fields {
        private String source = "";
        private boolean privateAllowed;
        private List<Source> sources = List.of();
        private boolean hotStandby;
        private long stableMillis = Job.STABLE_MILLIS;
        private boolean contentFailover;
        private int avoided = Job.Stream.NONE;
        private @Nullable String burnIn;
        private Container container = Container.MPEG_TS;
        private List<Job.Slates.Sentence> slates = List.of();
        private @Nullable Ladder ladder;
        private boolean paced = true;
        private long maxMillis;
        private @Nullable String folder;
        private int threads = 1;
        private long partMillis;
        private TitleTask task = TitleTask.BEGIN;
        private boolean probe;
        private boolean channel;

        void take(String field, JsonParser in) throws IOException {
            switch (field) {
                case "source" -> source = in.getText();
                case "privateAllowed" -> privateAllowed = in.getBooleanValue();
                case "sources" -> sources = readSources(in);
                case "hotStandby" -> hotStandby = in.getBooleanValue();
                case "stableMillis" -> stableMillis = in.getLongValue();
                case "contentFailover" -> contentFailover = in.getBooleanValue();
                case "avoided" -> avoided = in.getIntValue();
                case "burnIn" -> burnIn = in.getValueAsString();
                case "container" -> container = Container.of(in.getText()).orElse(Container.MPEG_TS);
                case "slates" -> slates = readSentences(in);
                case "paced" -> paced = in.getBooleanValue();
                case "maxMillis" -> maxMillis = in.getLongValue();
                case "ladder" -> ladder = readLadder(in);
                case "folder" -> folder = in.getText();
                case "threads" -> threads = in.getIntValue();
                case "partMillis" -> partMillis = in.getLongValue();
                case "task" -> task = TitleTask.parse(in.getText());
                case "probe" -> probe = in.getBooleanValue();
                case "channel" -> channel = in.getBooleanValue();
                default -> in.skipChildren();
            }
        }

        Job toJob() {
            if (!slates.isEmpty()) {
                return new Job.Slates(slates, encoded("a slate"), maxMillis);
            }
            if (!probe && folder == null) {
                return new Job.Stream(
                        sources,
                        ladder,
                        hotStandby,
                        paced,
                        maxMillis,
                        stableMillis,
                        contentFailover,
                        avoided,
                        burnIn,
                        container);
            }
            Source from = new Source(source, privateAllowed);
            return folder == null
                    ? new Job.Probe(from, channel)
                    : new Job.Title(from, encoded("a title"), maxMillis, folder, threads, partMillis, task);
        }

        private Ladder encoded(String what) {
            if (ladder == null) {
                throw new IllegalArgumentException(what + " has a ladder");
            }
            return ladder;
        }
    }

    private static List<Job.Slates.Sentence> readSentences(JsonParser in) throws IOException {
        List<Job.Slates.Sentence> sentences = new ArrayList<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            sentences.add(new Job.Slates.Sentence(in.currentName(), in.nextTextValue()));
        }
        return sentences;
    }

    private static List<Source> readSources(JsonParser in) throws IOException {
        List<Source> sources = new ArrayList<>();
        while (in.nextToken() == JsonToken.START_OBJECT) {
            Fields one = new Fields();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String field = in.currentName();
                in.nextToken();
                one.take(field, in);
            }
            sources.add(new Source(one.source, one.privateAllowed));
        }
        return sources;
    }

    private static @Nullable Ladder readLadder(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            return null;
        }
        String name = "";
        int frameRate = 0;
        List<Rung> rungs = new ArrayList<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String field = in.currentName();
            in.nextToken();
            switch (field) {
                case "name" -> name = in.getText();
                case "frameRate" -> frameRate = in.getIntValue();
                case "rungs" -> {
                    while (in.nextToken() == JsonToken.START_OBJECT) {
                        rungs.add(readRung(in));
                    }
                }
                default -> in.skipChildren();
            }
        }
        return new Ladder(name, frameRate, rungs);
    }

    private static Rung readRung(JsonParser in) throws IOException {
        String name = "";
        int width = 0;
        int height = 0;
        int videoBitrate = 0;
        int audioBitrate = 0;
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String field = in.currentName();
            in.nextToken();
            switch (field) {
                case "name" -> name = in.getText();
                case "width" -> width = in.getIntValue();
                case "height" -> height = in.getIntValue();
                case "videoBitrate" -> videoBitrate = in.getIntValue();
                case "audioBitrate" -> audioBitrate = in.getIntValue();
                default -> in.skipChildren();
            }
        }
        return new Rung(name, width, height, videoBitrate, audioBitrate);
    }
}
