package dev.headwater.api.admin.catalog;

import dev.headwater.api.admin.Page;
import dev.headwater.api.admin.http.AdminCalls;
import dev.headwater.api.admin.http.Paging;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

/** Sets of content that lines may see. */
@Controller("/admin/api/v1/bouquets")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Bouquets")
final class BouquetsController {
    private final AdminCalls calls;
    private final BouquetOperations bouquets;

    BouquetsController(AdminCalls calls, BouquetOperations bouquets) {
        this.calls = calls;
        this.bouquets = bouquets;
    }

    /** Bouquets. Columns: id (which is the name), name. */
    @Get
    @Secured("catalog:read")
    @Operation(operationId = "bouquet.list")
    Page<BouquetOperations.View> bouquets(HttpRequest<?> request, @RequestBean Paging paging) {
        return calls.run(request, bouquets.list, AdminCalls.query(request, paging));
    }

    /** Adds a bouquet, or more to one. */
    @Post
    @Secured("catalog:write")
    @Operation(operationId = "bouquet.add")
    HttpResponse<BouquetOperations.View> addBouquet(HttpRequest<?> request, @Body BouquetOperations.Add bouquet) {
        return calls.added(request, bouquets.add, bouquet);
    }

    /** A bouquet with the ids of what it holds. */
    @Get("/{name}")
    @Secured("catalog:read")
    @Operation(operationId = "bouquet.show")
    HttpResponse<BouquetOperations.View> bouquet(HttpRequest<?> request, String name) {
        return calls.one(request, bouquets.show, new BouquetOperations.ByName(name));
    }

    /** Replaces what it holds, or adds to it, or takes from it: in that order. */
    @Patch("/{name}")
    @Secured("catalog:write")
    @Operation(operationId = "bouquet.set")
    HttpResponse<BouquetOperations.View> changeBouquet(
            HttpRequest<?> request, String name, @Body BouquetOperations.Change change) {
        return calls.one(request, bouquets.set, change.called(AdminCalls.ofPath("name", change.name(), name)));
    }

    /** Removes a bouquet that no line has: 409 where some have. */
    @Delete("/{name}")
    @Secured("catalog:write")
    @Operation(operationId = "bouquet.remove")
    HttpResponse<BouquetOperations.View> removeBouquet(HttpRequest<?> request, String name) {
        return calls.one(request, bouquets.remove, new BouquetOperations.ByName(name));
    }
}
