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

    /** What is not named until it is made. */
    public record Wish(String kind) {}

    /** Work that was begun. */
    public record Begun(String id, String result) {}

    @Test
    void whatHasNoNameYetIsCalledAsTheAnswerIs() {
        Operation<Wish, Begun> start = Operation.change(
                "thing.start", Permission.LINES_WRITE, Wish.class, wish -> new Begun("job-7", wish.kind()));
        recording(start).run(Call.LOCAL, start, new Wish("large"));
        assertThat(written).containsExactly("thing.start job-7 {\"id\":\"job-7\",\"result\":\"large\"}");
    }

    @Test
    void thatSomethingWasHandedOutIsToldButNotWhat() {
        Operation<Thing, Begun> export = Operation.<Thing, Begun>change(
                        "thing.export", Permission.LINES_WRITE, Thing.class, thing -> new Begun("1", "all of it"))
                .untold();
        recording(export).run(Call.LOCAL, export, new Thing("a"));
        assertThat(written).containsExactly("thing.export a null");
    }

    private Operations recording(Operation<?, ?> operation) {
        return new Operations(
                (call, action, target, before, after) -> written.add(action + " " + target + " " + after),
                List.of(() -> List.of(operation)));
    }

    private static Operation<Thing, Thing> change(Function<Thing, Thing> action) {
        return Operation.change("thing.set", Permission.LINES_WRITE, Thing.class, action);
    }
}
