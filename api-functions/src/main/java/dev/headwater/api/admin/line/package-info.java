/** Lines, and what plays on them. */
package dev.headwater.api.admin.line;
