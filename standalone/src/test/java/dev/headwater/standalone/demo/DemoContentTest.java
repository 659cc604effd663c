package dev.headwater.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.TestClock;
import dev.headwater.core.account.Bouquets;
import dev.headwater.core.account.LinePasswords;
import dev.headwater.core.account.Lines;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.store.InMemorySecretStore;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.standalone.operations.ChannelOperations;
import dev.headwater.standalone.operations.LineOperations;
import dev.headwater.standalone.operations.LineSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoContentTest {
    private final TestClock clock = TestClock.fixed();
    private final InMemoryTableStore table = new InMemoryTableStore();
    private final Lines lines = new Lines(table, clock);
    private final LinePasswords passwords = new LinePasswords(new InMemorySecretStore(), new SecureRandom());
    private final Channels channels = new Channels(table);
    private final LineOperations lineOperations = new LineOperations(
            lines,
            passwords,
            new Bouquets(table, clock),
            new IdSequence(table, IdSequence.LINE, 8),
            clock,
            () -> "http://tv.example");
    private final DemoContent demo = new DemoContent(
            lines,
            passwords,
            channels,
            new ChannelOperations(
                    channels,
                    new Categories(table, new IdSequence(table, IdSequence.CATEGORY, 8)),
                    new IdSequence(table, IdSequence.CONTENT, 8),
                    new LiveWindows(table),
                    clock,
                    true,
                    () -> {}),
            lineOperations);

    @TempDir
    private Path folder;

    @Test
    void onLoopbackThePasswordIsTheOneEverybodyKnows() throws Exception {
        make(false);
        assertThat(channels.list()).extracting(Channel::id).containsExactly(1, 2);
        assertThat(password()).isEqualTo("demo");
        assertThat(lines.findByName("demo").orElseThrow().limit().connections()).isEqualTo(5);
    }

    @Test
    void whereOthersCanConnectItIsNot() throws Exception {
        make(true);
        assertThat(password()).hasSize(16);
    }

    @Test
    void openedLaterTheKnownPasswordGoesAndAChosenOneStays() throws Exception {
        make(false);
        demo.closeKnownPassword();
        String generated = password();
        assertThat(generated).hasSize(16);
        demo.closeKnownPassword();
        assertThat(password()).isEqualTo(generated);
    }

    @Test
    void aFolderSomebodyUsesGetsNone() throws Exception {
        lineOperations.add(LineSettings.of("ada"));
        make(false);
        assertThat(channels.list()).isEmpty();
        assertThat(lines.findByName("demo")).isEmpty();
    }

    @Test
    void whatWasRemovedIsNotMadeAgain() throws Exception {
        make(false);
        channels.list().forEach(channel -> channels.delete(channel.id()));
        lines.remove("demo");
        make(false);
        assertThat(channels.list()).isEmpty();
        assertThat(lines.list()).isEmpty();
    }

    @Test
    void aStartThatWasCutShortIsTakenUpWhereItEnded() throws Exception {
        make(false);
        Files.delete(folder.resolve("demo").resolve("made"));
        channels.delete(2);
        lines.remove("demo");
        make(false);
        assertThat(channels.list()).extracting(Channel::name).containsExactly("Headwater Test Card", "Headwater Loop");
        assertThat(password()).isEqualTo("demo");
    }

    private void make(boolean open) throws Exception {
        demo.make(folder.resolve("demo"), open, file -> Files.writeString(file, "clip"));
    }

    private String password() {
        return passwords
                .reveal(lines.findByName("demo").orElseThrow().password())
                .orElseThrow();
    }
}
