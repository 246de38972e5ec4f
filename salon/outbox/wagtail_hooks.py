from wagtail_modeladmin.options import modeladmin_register

from salon.outbox.admin import MessageRegister

modeladmin_register(MessageRegister)
