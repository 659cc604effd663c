/** How operations are asked for over HTTP. */
package dev.headwater.api.admin.http;
