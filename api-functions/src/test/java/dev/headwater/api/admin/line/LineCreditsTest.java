package dev.headwater.api.admin.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.api.admin.Audit;
import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.Operations;
import dev.headwater.core.account.Bouquets;
import dev.headwater.core.account.LinePasswords;
import dev.headwater.core.account.Lines;
import dev.headwater.core.admin.Caller;
import dev.headwater.core.admin.Role;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.store.InMemorySecretStore;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.TableStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineCreditsTest {
    private static final Call RESELLER = Call.of(new Caller("rita", Role.RESELLER.permissions(), 7));
    private final InMemoryTableStore table = new InMemoryTableStore();
    private int left = 5;

    private final LineOperations lines = new LineOperations(
            new Lines(readOnly(table), Clock.systemUTC()),
            new LinePasswords(new InMemorySecretStore(), new SecureRandom()),
            new Bouquets(table, Clock.systemUTC()),
            new IdSequence(table, IdSequence.LINE, 1),
            Clock.systemUTC(),
            () -> "http://tv.example",
            new Credits() {
                @Override
                public String nameOf(int reseller) {
                    return "#" + reseller;
                }

                @Override
                public boolean take(int reseller, int count) {
                    left -= count;
                    return true;
                }

                @Override
                public void giveBack(int reseller, int count) {
                    left += count;
                }
            });

    @Test
    void whatALineThatCanNotBeStoredCostIsGivenBack() {
        Operations operations = new Operations(Audit.NONE, List.of(lines));
        assertThatThrownBy(() -> operations.run(
                        RESELLER,
                        "line.add",
                        Operations.JSON.createObjectNode().put("name", "anna").put("days", 30)))
                .isInstanceOf(StoreException.class);
        assertThat(left).isEqualTo(5);
    }

    private static TableStore readOnly(TableStore table) {
        return (TableStore) Proxy.newProxyInstance(
                TableStore.class.getClassLoader(), new Class<?>[] {TableStore.class}, (_, method, arguments) -> {
                    if (method.getName().equals("put")) {
                        throw new StoreException("the disk is full");
                    }
                    try {
                        return method.invoke(table, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
