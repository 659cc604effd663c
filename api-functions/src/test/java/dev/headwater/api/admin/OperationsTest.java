package dev.headwater.api.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.admin.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class OperationsTest {
    private final List<String> written = new ArrayList<>();

    /** A thing by its name. */
    public record Thing(String name) {}

    @Test
    void whatFailsHalfWayIsWrittenDown() {
        Operation<Thing, Thing> broken = change(thing -> {
            throw new IllegalStateException("half way");
        });
        Operations operations = new Operations(
                (call, action, target, before, after) -> written.add(action + " " + target + " " + after),
                List.of(() -> List.of(broken)));
        assertThatThrownBy(() -> operations.run(Call.LOCAL, broken, new Thing("a")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(written).containsExactly("thing.set a {\"failed\":true}");
    }

    @Test
    void aChangeStandsThoughItCanNotBeWrittenDown() {
        Operation<Thing, Thing> set = change(thing -> thing);
        Operations operations = new Operations(
                (call, action, target, before, after) -> {
                    throw new IllegalStateException("the table is away");
                },
                List.of(() -> List.of(set)));
        assertThat(operations.run(Call.LOCAL, set, new Thing("a"))).isEqualTo(new Thing("a"));
    }

    private static Operation<Thing, Thing> change(Function<Thing, Thing> action) {
        return Operation.change("thing.set", Permission.LINES_WRITE, Thing.class, action);
    }
}
