package dev.headwater.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.api.admin.OperationException;
import dev.headwater.local.folder.Claim;
import dev.headwater.local.folder.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloudFolderTest {
    private final Random random = new Random(7);

    @TempDir
    private Path data;

    private DataFolder folder;

    @BeforeEach
    void claim() {
        folder = ((Claim.Held) DataFolder.claim(data)).folder();
    }

    @AfterEach
    void close() {
        folder.close();
    }

    @Test
    void aProcessThatNeverReachedTheCloudLeavesTheFolderToWhoeverComesNext() {
        String first = CloudFolder.process(folder, random);
        assertThat(CloudFolder.process(folder, random)).isNotEqualTo(first);
        assertThatCode(() -> CloudFolder.refuse(folder)).doesNotThrowAnyException();
    }

    @Test
    void aMarkedFolderIsOfOneProcessInAllItsLives() {
        String name = CloudFolder.process(folder, random);
        CloudFolder.mark(folder, name);
        CloudFolder.mark(folder, CloudFolder.process(folder, random));
        assertThat(CloudFolder.process(folder, random)).isEqualTo(name);
        assertThatThrownBy(() -> CloudFolder.refuse(folder))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("--cloud");
    }

    /** A disk that was full left it so. */
    @Test
    void anEmptyMarkNamesNobody() throws IOException {
        Files.writeString(data.resolve("cloud"), "");
        String name = CloudFolder.process(folder, random);
        assertThat(name).isNotEmpty();
        CloudFolder.mark(folder, name);
        assertThat(CloudFolder.process(folder, random)).isEqualTo(name);
    }
}
