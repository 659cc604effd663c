package dev.headwater.infra.data;

import java.util.List;
import software.amazon.awscdk.services.dynamodb.Table;

/**
 * The three tables.
 *
 * @param catalog can be made again from its sources
 * @param accounts small and precious
 * @param sessions hot
 */
public record Tables(Table catalog, Table accounts, Table sessions) {
    public List<Table> all() {
        return List.of(catalog, accounts, sessions);
    }
}
