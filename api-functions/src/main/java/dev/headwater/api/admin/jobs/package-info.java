/** Work that takes longer than a request may. */
package dev.headwater.api.admin.jobs;
