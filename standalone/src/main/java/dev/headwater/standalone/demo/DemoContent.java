package dev.headwater.standalone.demo;

import dev.headwater.core.account.LinePasswords;
import dev.headwater.core.account.Lines;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.media.Ladder;
import dev.headwater.standalone.operations.ChannelOperations;
import dev.headwater.standalone.operations.LineOperations;
import dev.headwater.standalone.operations.LineSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes, once, what a first start shows: two channels and a line. Whoever removes them has them removed for good. */
public final class DemoContent {
    public static final String LINE = "demo";
    private static final String KNOWN_PASSWORD = "demo";
    private static final int CONNECTIONS = 5;
    private static final String CATEGORY = "Demo";
    private static final List<String> CHANNELS = List.of("Headwater Test Card", "Headwater Loop");

    private final Lines lines;
    private final LinePasswords passwords;
    private final Channels channels;
    private final ChannelOperations channelOperations;
    private final LineOperations lineOperations;

    public DemoContent(
            Lines lines,
            LinePasswords passwords,
            Channels channels,
            ChannelOperations channelOperations,
            LineOperations lineOperations) {
        this.lines = lines;
        this.passwords = passwords;
        this.channels = channels;
        this.channelOperations = channelOperations;
        this.lineOperations = lineOperations;
    }

    /** Makes the clip that the second channel loops. */
    @FunctionalInterface
    public interface Clip {
        void make(Path file) throws Exception;
    }

    /**
     * Makes the demo where none was made before. A start that was cut short is taken up where it ended.
     *
     * @param folder where the clip lies, and the marker that tells that the demo was made
     * @param open whether others than this machine can connect: then the password is none that everybody knows
     */
    public void make(Path folder, boolean open, Clip clip) throws Exception {
        Path marker = folder.resolve("made");
        if (Files.exists(marker) || isInUse()) {
            return;
        }
        Files.createDirectories(folder);
        Path file = folder.resolve("loop.ts");
        if (!Files.exists(file)) {
            clip.make(file);
        }
        addChannel(CHANNELS.getFirst(), "testcard:", Ladder.SMALL.name());
        addChannel(CHANNELS.getLast(), "file:" + file.toAbsolutePath(), null);
        if (lines.findByName(LINE).isEmpty()) {
            lineOperations.add(LineSettings.of(LINE)
                    .withPassword(open ? null : KNOWN_PASSWORD)
                    .withConnections(CONNECTIONS));
        }
        Files.createFile(marker);
    }

    /** Whether there is anything but what the demo itself makes. */
    private boolean isInUse() {
        return channels.list().stream().anyMatch(channel -> !CHANNELS.contains(channel.name()))
                || lines.list().stream().anyMatch(line -> !line.name().equals(LINE));
    }

    private void addChannel(String name, String source, @Nullable String ladder) {
        if (channels.list().stream().noneMatch(channel -> channel.name().equals(name))) {
            channelOperations.add(new ChannelOperations.Add(name, List.of(source), CATEGORY, ladder));
        }
    }

    /** Replaces the password everybody knows, where others than this machine can connect from now on. */
    public void closeKnownPassword() {
        Optional<String> known = lines.findByName(LINE)
                .map(line -> line.password())
                .filter(stored -> passwords.matches(KNOWN_PASSWORD, stored))
                .map(stored -> "");
        known.ifPresent(generated -> lineOperations.set(LineSettings.of(LINE).withPassword(generated)));
    }
}
