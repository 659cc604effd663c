package dev.headwater.ingest.frames;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a film is made. What lies beside a plan was made by it.
 *
 * @param fingerprint of all that decides what comes out: the file as it is, the ladder, how parts are cut
 * @param begins seconds of the file's own time that are the film's beginning
 * @param pictures whether there are any that can be decoded
 * @param sound whether there is any that can be decoded
 * @param moreSounds beside the main one, by their number in the file: those that can be decoded, in the order in which they
 *     are offered
 * @param parts its pictures are encoded in so many, each but the last of {@code partMillis}
 */
public record TitlePlan(
        String fingerprint,
        Frame.Probed facts,
        double begins,
        boolean pictures,
        boolean sound,
        List<Integer> moreSounds,
        int parts,
        long partMillis) {
    /** Its file in a film's folder. */
    public static final String FILE = "plan";

    private static final int MAX_PARTS = 1_000_000;
    private static final int MAX_MORE_SOUNDS = 7;

    public TitlePlan {
        moreSounds = List.copyOf(moreSounds);
        if (moreSounds.size() > MAX_MORE_SOUNDS || (!moreSounds.isEmpty() && !(sound && pictures))) {
            throw new IllegalArgumentException("that is no plan of a film's sounds");
        }
        if (parts < 1 || parts > MAX_PARTS || partMillis < 0 || !Double.isFinite(begins) || !(pictures || sound)) {
            throw new IllegalArgumentException("that is no plan of a film");
        }
    }

    /** Of a film that has no more than one sound. */
    public TitlePlan(
            String fingerprint,
            Frame.Probed facts,
            double begins,
            boolean pictures,
            boolean sound,
            int parts,
            long partMillis) {
        this(fingerprint, facts, begins, pictures, sound, List.of(), parts, partMillis);
    }

    /** What has to be there before it can be joined, in the order in which it is begun. */
    public List<TitleTask> tasks() {
        List<TitleTask> tasks = new ArrayList<>();
        if (sound) {
            tasks.add(TitleTask.SOUND);
        }
        for (int n = 1; n <= moreSounds.size(); n++) {
            tasks.add(TitleTask.sound(n));
        }
        if (pictures) {
            for (int part = 0; part < parts; part++) {
                tasks.add(TitleTask.part(part));
            }
            tasks.add(TitleTask.STORYBOARD);
        }
        return List.copyOf(tasks);
    }

    /** Of which moment of the film a part begins. */
    public long from(int part) {
        return part * partMillis;
    }

    /** How long a task's media is as far as is known, in ms. */
    public long millis(TitleTask task) {
        boolean isShort = task.kind() == TitleTask.Kind.PART && task.part() < parts - 1;
        long from = task.kind() == TitleTask.Kind.PART ? from(task.part()) : 0;
        return isShort ? partMillis : Math.max(1, facts.millis() - from);
    }

    public static boolean isDone(Path folder, TitleTask task) {
        return Files.exists(folder.resolve(task.toString()));
    }

    /** The plan in a folder; empty: there is none that can be read. */
    public static Optional<TitlePlan> read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(Files.readString(file)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static TitlePlan parse(String text) throws IOException {
        Properties all = new Properties();
        all.load(new StringReader(text));
        return new TitlePlan(
                value(all, "fingerprint"),
                new Frame.Probed(
                        Long.parseLong(value(all, "millis")),
                        value(all, "video"),
                        value(all, "audio"),
                        Integer.parseInt(value(all, "width")),
                        Integer.parseInt(value(all, "height")),
                        Double.parseDouble(value(all, "frameRate"))),
                Double.parseDouble(value(all, "begins")),
                Boolean.parseBoolean(value(all, "pictures")),
                Boolean.parseBoolean(value(all, "sound")),
                Pattern.compile(",")
                        .splitAsStream(value(all, "moreSounds"))
                        .filter(number -> !number.isEmpty())
                        .map(Integer::valueOf)
                        .toList(),
                Integer.parseInt(value(all, "parts")),
                Long.parseLong(value(all, "partMillis")));
    }

    private static String value(Properties all, String name) {
        return all.getProperty(name, "");
    }

    public String text() throws IOException {
        Properties all = new Properties();
        all.setProperty("fingerprint", fingerprint);
        all.setProperty("millis", Long.toString(facts.millis()));
        all.setProperty("video", facts.video());
        all.setProperty("audio", facts.audio());
        all.setProperty("width", Integer.toString(facts.width()));
        all.setProperty("height", Integer.toString(facts.height()));
        all.setProperty("frameRate", Double.toString(facts.frameRate()));
        all.setProperty("begins", Double.toString(begins));
        all.setProperty("pictures", Boolean.toString(pictures));
        all.setProperty("sound", Boolean.toString(sound));
        all.setProperty("moreSounds", moreSounds.stream().map(String::valueOf).collect(Collectors.joining(",")));
        all.setProperty("parts", Integer.toString(parts));
        all.setProperty("partMillis", Long.toString(partMillis));
        StringWriter out = new StringWriter();
        all.store(out, null);
        return out.toString();
    }
}
