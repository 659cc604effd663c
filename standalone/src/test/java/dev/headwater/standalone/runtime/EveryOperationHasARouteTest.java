package dev.headwater.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.document.AdminRoute;
import dev.headwater.api.admin.document.AdminRoutes;
import dev.headwater.api.runtime.Administration;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line can ask for here, it can ask for with {@code --server}; and nothing else is behind a route. */
class EveryOperationHasARouteTest {
    /** Each with its reason. */
    private static final Map<String, String> WITHOUT_OPERATION = Map.of(
            "/admin/api/v1/auth/", "who logs in is nobody yet",
            "/admin/api/v1/uploads/{id}", "takes a file, no argument",
            "/admin/api/v1/jobs/{id}/events", "goes on as long as the job does");

    @TempDir
    private Path data;

    @Test
    void everyOperationHasOneRoute() throws Exception {
        Map<String, Long> routes = AdminRoutes.packaged().all().stream()
                .collect(Collectors.groupingBy(AdminRoute::operation, Collectors.counting()));
        assertThat(routes).allSatisfy((operation, times) -> assertThat(times).isEqualTo(1));
        assertThat(operations()).isSubsetOf(routes.keySet());
    }

    @Test
    void everyRouteIsOfAnOperationAndTakesWhatThatTakes() throws Exception {
        Map<String, Operation<?, ?>> operations =
                all().stream().collect(Collectors.toMap(Operation::name, Function.identity()));
        for (AdminRoute route : AdminRoutes.packaged().all()) {
            if (WITHOUT_OPERATION.keySet().stream().noneMatch(route.path()::startsWith)) {
                Operation<?, ?> operation = operations.get(route.operation());
                assertThat(operation).as(route.toString()).isNotNull();
                assertThat(fields(operation.argument())).as(route.toString()).containsAll(route.variables());
            }
        }
    }

    private static List<String> fields(Class<?> argument) {
        return java.util.Arrays.stream(argument.getRecordComponents())
                .map(java.lang.reflect.RecordComponent::getName)
                .toList();
    }

    private List<String> operations() throws Exception {
        return all().stream().<String>map(Operation::name).toList();
    }

    private List<Operation<?, ?>> all() throws Exception {
        try (OpenFolder folder = OpenFolder.open(data)) {
            return List.copyOf(Administration.of(folder.services(), folder.alone())
                    .operations()
                    .all());
        }
    }
}
