package dev.headwater.local.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MigrationsTest {
    private static final List<String> CREATE = List.of("CREATE TABLE t (a TEXT)", "INSERT INTO t VALUES ('kept')");
    private static final List<String> ADD = List.of("ALTER TABLE t ADD COLUMN b TEXT", "UPDATE t SET b = 'new'");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("table.db");
    }

    @Test
    void eachStepHappensOnce() throws SQLException {
        migrate(new Migrations(List.of(CREATE)));
        assertThat(read("PRAGMA user_version")).isEqualTo("1");
        migrate(new Migrations(List.of(CREATE, ADD)));
        migrate(new Migrations(List.of(CREATE, ADD)));
        assertThat(read("PRAGMA user_version")).isEqualTo("2");
        assertThat(read("SELECT group_concat(a || b) FROM t")).isEqualTo("keptnew");
    }

    @Test
    void aNewFileGoesThroughAllSteps() throws SQLException {
        migrate(new Migrations(List.of(CREATE, ADD)));
        assertThat(read("SELECT group_concat(a || b) FROM t")).isEqualTo("keptnew");
    }

    @Test
    void aStepThatFailsLeavesTheFileAsItWas() throws SQLException {
        migrate(new Migrations(List.of(CREATE)));
        Migrations broken = new Migrations(List.of(CREATE, List.of("UPDATE t SET a = 'lost'", "NONSENSE")));
        assertThatThrownBy(() -> migrate(broken)).isInstanceOf(SQLException.class);
        assertThat(read("PRAGMA user_version")).isEqualTo("1");
        assertThat(read("SELECT a FROM t")).isEqualTo("kept");
    }

    @Test
    void aFileOfANewerSchemaIsRefusedAndLeftAlone() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE future (a TEXT)");
            statement.execute("PRAGMA user_version = 99");
        }
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("written by a newer Headwater (file schema 99, this one knows 1)");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void whatIsNoTableIsRefused() throws IOException {
        Files.writeString(file, "this is a text, long enough to be taken for the header of a file ".repeat(100));
        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("no SQLite database");
    }

    @Test
    void aFileThatCanNotBeIsRefused() throws IOException {
        Files.createDirectory(file);
        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("can not be opened");
    }

    private void open() {
        SqliteTableStore.open(file, Durability.FULL, InstantSource.system()).close();
    }

    private void migrate(Migrations migrations) throws SQLException {
        new Connections(file, Durability.FULL).writer(migrations).close();
    }

    private String read(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }
}
