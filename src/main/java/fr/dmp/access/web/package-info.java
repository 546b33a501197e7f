/** Whom a holder lets read their record, over the API. */
@NullMarked
package fr.dmp.access.web;

import org.jspecify.annotations.NullMarked;
