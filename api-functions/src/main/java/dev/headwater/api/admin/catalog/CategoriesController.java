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
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

/** What lists group content by. Categories are made by naming them. */
@Controller("/admin/api/v1/categories")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Categories")
final class CategoriesController {
    private final AdminCalls calls;
    private final CategoryOperations categories;

    CategoriesController(AdminCalls calls, CategoryOperations categories) {
        this.calls = calls;
        this.categories = categories;
    }

    /** Categories, as lists order them. Columns: id, name, kind, position. */
    @Get
    @Secured("catalog:read")
    @Operation(operationId = "category.list")
    Page<CategoryOperations.View> categories(HttpRequest<?> request, @RequestBean Paging paging) {
        return calls.run(request, categories.list, AdminCalls.query(request, paging));
    }

    /** A category; of kind live, movie or series, or any: the only one of that name. */
    @Get("/{kind}/{name}")
    @Secured("catalog:read")
    @Operation(operationId = "category.show")
    HttpResponse<CategoryOperations.View> category(HttpRequest<?> request, String kind, String name) {
        return calls.one(request, categories.show, new CategoryOperations.ByName(kind, name));
    }

    /** Moves or renames a category; what stands in it stays in it. */
    @Patch("/{kind}/{name}")
    @Secured("catalog:write")
    @Operation(operationId = "category.set")
    HttpResponse<CategoryOperations.View> changeCategory(
            HttpRequest<?> request, String kind, String name, @Body CategoryOperations.Changes change) {
        return calls.one(
                request, categories.set, new CategoryOperations.Change(kind, name, change.to(), change.position()));
    }

    /** Removes a category that nothing stands in: 409 where something does. */
    @Delete("/{kind}/{name}")
    @Secured("catalog:write")
    @Operation(operationId = "category.remove")
    HttpResponse<CategoryOperations.View> removeCategory(HttpRequest<?> request, String kind, String name) {
        return calls.one(request, categories.remove, new CategoryOperations.ByName(kind, name));
    }
}
